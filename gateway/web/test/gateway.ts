import { vi } from 'vitest';
import type { TypedDocumentString } from '../src/gen/graphql';

interface Asked {
  documentId: string;
  variables: unknown;
}

/** A gateway that answers the documents it is told of, at once or in a while, and leaves everything else waiting. */
export function openGateway() {
  const asked: Asked[] = [];
  const answers = new Map<string, (variables: never) => unknown>();
  vi.stubGlobal('fetch', async (_address: string, { body }: RequestInit = {}) => {
    const question = JSON.parse(typeof body === 'string' ? body : '{}') as Asked;
    const answer = answers.get(question.documentId);
    asked.push(question);
    return answer ? Response.json({ data: await answer(question.variables as never) }) : new Promise(() => undefined);
  });
  return {
    answer<Result, Variables>(document: TypedDocumentString<Result, Variables>, how: (variables: Variables) => Result | Promise<Result>): void {
      answers.set(idOf(document), how);
    },
    /** The variables of every time that it was asked this. */
    asked<Result, Variables>(document: TypedDocumentString<Result, Variables>): Variables[] {
      return asked.filter(({ documentId }) => documentId === idOf(document)).map(({ variables }) => variables as Variables);
    },
  };
}

function idOf<Result, Variables>(document: TypedDocumentString<Result, Variables>): string {
  return String(document.__meta__?.['hash']);
}
