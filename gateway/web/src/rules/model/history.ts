/** Everything that a document was, and (after going back) what it would be again. */
export interface History<T> {
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** What was changed last, and when: typing on in one field is one step. */
  last: { what: string; at: number } | null;
}

const PAUSE = 1000; // milliseconds
const MOST = 200;

export function begin<T>(present: T): History<T> {
  return { past: [], present, future: [], last: null };
}

/** A change as a new step, or as part of the last one. */
export function change<T>({ past, present, last }: History<T>, next: T, what: string, at: number): History<T> {
  const goesOn = last !== null && last.what === what && at - last.at < PAUSE;
  return { past: goesOn ? past : [...past, present].slice(-MOST), present: next, future: [], last: { what, at } };
}

export function undo<T>(history: History<T>): History<T> {
  const { past, present, future } = history;
  const before = past.at(-1);
  return before === undefined ? history : { past: past.slice(0, -1), present: before, future: [present, ...future], last: null };
}

export function redo<T>(history: History<T>): History<T> {
  const { past, present, future } = history;
  const [next, ...rest] = future;
  return next === undefined ? history : { past: [...past, present], present: next, future: rest, last: null };
}
