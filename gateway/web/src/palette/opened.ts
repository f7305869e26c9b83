import { useSyncExternalStore } from 'react';

let opened = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Opens or closes the palette, wherever it is asked for. */
export function setPalette(open: boolean) {
  opened = open;
  for (const listener of listeners) listener();
}

/** Whether the palette is open, or opening. */
export function isPaletteOpened(): boolean {
  return opened;
}

/** The same, for what is drawn by it. */
export function usePaletteOpened(): boolean {
  return useSyncExternalStore(subscribe, isPaletteOpened);
}
