import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { setPalette, usePaletteOpened } from './opened';

/** Fetched when it is first wanted, or about to be. */
export const loadPalette = () => import('./PaletteDialog');

const PaletteDialog = lazy(async () => ({ default: (await loadPalette()).PaletteDialog }));

/**
 * The palette behind Ctrl K and ⌘K: go somewhere, do something, find someone; from within text fields too, but not over
 * a dialog: the Escape that leaves the palette would close that as well, with what is written in it.
 */
export function Palette() {
  const opened = usePaletteOpened();
  useHotkeys([['mod+K', () => setPalette(!opened && !isDialogOpen())]], []);
  if (!opened) return null;
  return (
    <Suspense>
      <PaletteDialog onClose={() => setPalette(false)} />
    </Suspense>
  );
}

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}
