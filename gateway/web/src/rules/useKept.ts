import { useState } from 'react';
import { isSameDoc, type Doc } from './model/document';
import { recall, type Kept } from './unsaved';

/** What becomes of what this browser kept: it is used, or (the badge has changed since) the person is asked. */
export type Fate = 'none' | 'used' | 'asked';

/** What this browser kept of a badge that the server has as `saved`. */
export function useKept(id: string, saved: Doc) {
  const [kept] = useState(() => recall(id));
  const [fate, decide] = useState(() => fateOf(kept, saved));
  return { kept: kept?.doc ?? saved, fate, decide };
}

function fateOf(kept: Kept | null, saved: Doc): Fate {
  if (kept === null || isSameDoc(kept.doc, saved)) return 'none';
  return isSameDoc(kept.on, saved) ? 'used' : 'asked';
}
