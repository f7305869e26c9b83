import type { TypedDocumentString } from '../gen/graphql';
import { Failure, type FieldProblem } from './failure';
import { send } from './send';

const GRAPHQL = '/graphql';

interface GraphqlError {
  message: string;
  extensions?: { code?: string; id?: string; errors?: FieldProblem[] };
}

interface GraphqlAnswer<Result> {
  data?: Result | null;
  errors?: GraphqlError[];
}

/** The persisted document's name, which is all that production sends and takes. */
export function documentId(document: TypedDocumentString<unknown, never>): string {
  return String(document.__meta__?.hash);
}

/** Carries out a query or mutation. Throws a Failure for any error. */
export async function request<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  const named = { documentId: documentId(document as TypedDocumentString<unknown, never>), variables };
  let answer = (await send(GRAPHQL, named, signal)) as GraphqlAnswer<Result>;
  if (import.meta.env.DEV && answer.errors?.[0]?.extensions?.code === 'PERSISTED_QUERY_NOT_FOUND') {
    answer = (await send(GRAPHQL, { query: document.toString(), variables }, signal)) as GraphqlAnswer<Result>;
  }
  const [error] = answer.errors ?? [];
  if (error) throw toFailure(error);
  if (!answer.data) throw new Failure('UNAVAILABLE', 'The answer held no data.');
  return answer.data;
}

function toFailure({ message, extensions }: GraphqlError): Failure {
  const details = { id: extensions?.id, fields: extensions?.errors ?? [] };
  return new Failure(extensions?.code ?? 'UNAVAILABLE', message, details);
}
