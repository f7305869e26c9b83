import type { Doc } from './model/document';

const PREFIX = 'laurel.rule.';

/** Keeps what can't be saved yet in this browser, so that leaving the page loses nothing. */
export function remember(id: string, doc: Doc): void {
  write(() => localStorage.setItem(PREFIX + id, JSON.stringify(doc)));
}

export function forget(id: string): void {
  write(() => localStorage.removeItem(PREFIX + id));
}

/** What was kept of a badge, if anything. */
export function recall(id: string): Doc | null {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + id) ?? 'null') as Doc | null;
    return kept && typeof kept.rule === 'object' && typeof kept.name === 'string' ? kept : null;
  } catch {
    return null;
  }
}

/** A browser that keeps nothing is no reason to stop. */
function write(act: () => void): void {
  try {
    act();
  } catch {
    // full, or not allowed
  }
}
