import { useEffect, useState } from 'react';

/**
 * When what is drawn over the page goes, the focus returns to what had it before, or to the page where that is gone too;
 * unless it has been put elsewhere meanwhile.
 */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (document.activeElement !== document.body) return;
      const to = before?.isConnected ? before : document.getElementById('main');
      if (to instanceof HTMLElement) to.focus({ preventScroll: true });
    },
    [before],
  );
}
