import { Failure, type FieldProblem } from './failure';

/** The gateway takes a POST with a session cookie only together with this header (CSRF). */
export const GUARD = { 'X-Laurel': '1' };

const ACCEPT = 'application/graphql-response+json, application/json';

/** POSTs JSON and gives the answer's JSON. Throws a Failure when nothing readable comes back. */
export async function send(address: string, body: unknown, signal?: AbortSignal): Promise<unknown> {
  return readAnswer(
    await reach(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: ACCEPT, ...GUARD },
      body: JSON.stringify(body),
      ...(signal && { signal }),
    }),
  );
}

/** POSTs a file as it is and gives the answer's JSON. */
export async function sendFile(address: string, file: File): Promise<unknown> {
  const headers = { 'Content-Type': file.type || 'application/octet-stream', Accept: 'application/json', ...GUARD };
  return readAnswer(await reach(address, { method: 'POST', headers, body: file }));
}

/** GETs JSON. */
export async function fetchJson(address: string): Promise<unknown> {
  return readAnswer(await reach(address, { headers: { Accept: 'application/json' } }));
}

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Failure('OFFLINE', 'Laurel could not be reached.');
  }
}

async function readAnswer(response: Response): Promise<unknown> {
  if (response.status === 401) throw new Failure('UNAUTHENTICATED', 'Sign in to go on.');
  if (response.status === 204) return null;
  const body: unknown = await response.json().catch(() => undefined);
  if (body === undefined) throw new Failure('UNAVAILABLE', `The answer (${response.status}) was not readable.`);
  if (response.ok || isGraphql(body)) return body;
  throw fromProblem(response.status, body);
}

function isGraphql(body: unknown): boolean {
  return typeof body === 'object' && body !== null && ('errors' in body || 'data' in body) && !('title' in body);
}

/** problem+json (RFC 9457), as the sign-in addresses answer. */
function fromProblem(status: number, body: unknown): Failure {
  const problem = (body ?? {}) as { title?: string; detail?: string; id?: string; errors?: FieldProblem[] };
  const code = status >= 500 ? 'UNAVAILABLE' : 'REFUSED';
  return new Failure(code, problem.detail ?? problem.title ?? `Refused (${status}).`, { id: problem.id, fields: problem.errors ?? [] });
}
