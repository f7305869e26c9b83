import { useEffect } from 'react';

interface Ways {
  back: () => void;
  forth: () => void;
}

/** ⌘Z and ⇧⌘Z go back and forth, but within a text: there they are the browser's own. */
export function useUndoKeys({ back, forth }: Ways) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'z' || !(event.metaKey || event.ctrlKey) || isText(event.target)) return;
      event.preventDefault();
      (event.shiftKey ? forth : back)();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [back, forth]);
}

function isText(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea'));
}
