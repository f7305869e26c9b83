// Laurel's doors for programs: events into intake, questions to GraphQL; and waiting for an answer to change.
import { randomUUID } from 'node:crypto';

const PATIENCE = 30_000; // milliseconds
const BATCH = 100;

/** Asks GraphQL with the bearer token of `who`; fails with the errors' words. */
export async function ask({ graphql, tokens }, who, query, variables = {}) {
  const response = await fetch(graphql, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${tokens[who]}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(`GraphQL refuses: ${JSON.stringify(errors)}`);
  return data;
}

/** A completion of just now, by the person that the source calls `subject`, of something never done before. */
export function completion(source, type, subject, { name = `Journey ${randomUUID().slice(0, 8)}`, ...content }) {
  const id = randomUUID();
  return {
    specversion: '1.0',
    id,
    source,
    type,
    subject,
    time: new Date().toISOString(),
    data: { object: { type: type.split('.')[0], id: `${type}-${id}`, name }, ...content },
  };
}

/** A finished course; `data` says what it was about. */
export function course(subject, data) {
  return completion('lms', 'course.completed', subject, { result: { success: true, score: { scaled: 0.95 } }, data });
}

/** Posts one event as any system would, with `key` or that of its source; answers `{status, body}`. */
export function post({ intake, keys }, event, key = keys[event.source]) {
  return send(intake, key, 'application/cloudevents+json', event);
}

/** Posts events of one source, which must all be taken. */
export async function postAll({ intake, keys }, events) {
  for (let i = 0; i < events.length; i += BATCH) {
    const batch = events.slice(i, i + BATCH);
    const { status, body } = await send(intake, keys[batch[0].source], 'application/cloudevents-batch+json', batch);
    if (status !== 202) throw new Error(`intake answers ${status}: ${JSON.stringify(body)}`);
  }
}

async function send(intake, key, type, content) {
  const headers = { 'Content-Type': type, Authorization: `Bearer ${key}` };
  const response = await fetch(`${intake}/events`, { method: 'POST', headers, body: JSON.stringify(content) });
  return { status: response.status, body: await response.json() };
}

/** Asks again until `holds` of the answer; gives that answer. */
export async function until(what, look, holds) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > deadline) throw new Error(`${what}: not after ${PATIENCE / 1000} s: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
