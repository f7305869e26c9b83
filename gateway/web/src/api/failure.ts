/** What was refused, and where: `path` such as `title` or `criteria.count.at_least`. */
export interface FieldProblem {
  path: string;
  message: string;
}

/** A request that did not succeed. `code` decides what is said; `id` is for whoever looks into the logs. */
export class Failure extends Error {
  readonly code: string;
  readonly id: string | undefined;
  readonly fields: readonly FieldProblem[];

  constructor(code: string, message: string, details: { id?: string | undefined; fields?: readonly FieldProblem[] } = {}) {
    super(message);
    this.name = 'Failure';
    this.code = code;
    this.id = details.id;
    this.fields = details.fields ?? [];
  }
}

/** Whether the same request may succeed if it is sent again. */
export function isPassing(error: unknown): boolean {
  return error instanceof Failure && (error.code === 'OFFLINE' || error.code === 'UNAVAILABLE');
}

/** Whether the session is missing or over. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof Failure && error.code === 'UNAUTHENTICATED';
}
