import type { ArrivedAwardFragment } from '../gen/graphql';

/** Awards that arrived and were not dismissed yet, newest first. */
export type Arrivals = readonly ArrivedAwardFragment[];

let arrivals: Arrivals = [];
const listeners = new Set<() => void>();

/** For `useSyncExternalStore`. */
export function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

export function current(): Arrivals {
  return arrivals;
}

/** Adds an award; the same one heard twice is one. */
export function arrive(award: ArrivedAwardFragment): void {
  if (arrivals.some(({ id }) => id === award.id)) return;
  change([award, ...arrivals]);
}

export function dismissAll(): void {
  if (arrivals.length > 0) change([]);
}

function change(next: Arrivals): void {
  arrivals = next;
  for (const listener of listeners) listener();
}
