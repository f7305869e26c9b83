import { isSameDoc, type Doc } from './model/document';

const PREFIX = 'laurel.rule.';

/** What can't be saved yet, and what the server had when it was begun. */
export interface Kept {
  doc: Doc;
  on: Doc;
}

/** Keeps it in this browser, so that leaving the page loses nothing. */
export function remember(id: string, kept: Kept): void {
  write(() => localStorage.setItem(PREFIX + id, JSON.stringify(kept)));
}

export function forget(id: string): void {
  write(() => localStorage.removeItem(PREFIX + id));
}

/** After saving `doc`, of which the server has made `on`: what was kept is saved, or goes on from there. */
export function settle(id: string, { doc, on }: Kept): void {
  const kept = recall(id);
  if (kept && isSameDoc(kept.doc, doc)) forget(id);
  else if (kept) remember(id, { doc: kept.doc, on });
}

/** What was kept of a badge, if anything. */
export function recall(id: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + id) ?? 'null') as Partial<Kept> | null;
    return isDoc(kept?.doc) && isDoc(kept.on) ? { doc: kept.doc, on: kept.on } : null;
  } catch {
    return null;
  }
}

function isDoc(doc: Doc | undefined): doc is Doc {
  return typeof doc?.rule === 'object' && typeof doc.name === 'string';
}

/** A browser that keeps nothing is no reason to stop. */
function write(act: () => void): void {
  try {
    act();
  } catch {
    // full, or not allowed
  }
}
