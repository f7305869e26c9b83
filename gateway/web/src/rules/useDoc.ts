import { useCallback, useReducer } from 'react';
import type { Doc } from './model/document';
import { begin, change, redo, undo, type History } from './model/history';

type Action = { kind: 'undo' } | { kind: 'redo' } | { kind: 'change'; what: string; to: (doc: Doc) => Doc; at: number };

function step(history: History<Doc>, action: Action): History<Doc> {
  if (action.kind === 'undo') return undo(history);
  if (action.kind === 'redo') return redo(history);
  const next = action.to(history.present);
  return next === history.present ? history : change(history, next, action.what, action.at);
}

interface Beginning {
  saved: Doc;
  /** What was kept of an earlier change to it, which goes on. */
  kept: Doc | null;
}

function beginning({ saved, kept }: Beginning): History<Doc> {
  return kept ? change(begin(saved), kept, 'kept', 0) : begin(saved);
}

/** The badge that is being written, with the way back. */
export function useDoc(from: Beginning) {
  const [history, act] = useReducer(step, from, beginning);
  const edit = useCallback((what: string, to: (doc: Doc) => Doc) => act({ kind: 'change', what, to, at: Date.now() }), []);
  const back = useCallback(() => act({ kind: 'undo' }), []);
  const forth = useCallback(() => act({ kind: 'redo' }), []);
  return { doc: history.present, edit, back, forth, mayGoBack: history.past.length > 0, mayGoForth: history.future.length > 0 };
}
