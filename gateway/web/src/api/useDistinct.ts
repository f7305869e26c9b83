import { useMemo } from 'react';

/**
 * The items of all pages, each once: a list that grew while it was read may repeat one across pages.
 */
export function useDistinct<Page, Item extends { id: string }>(
  pages: readonly Page[],
  items: (page: Page) => readonly Item[],
): Item[] {
  return useMemo(() => {
    const seen = new Map(pages.flatMap((page) => items(page)).map((item) => [item.id, item]));
    return [...seen.values()];
    // The reader is written in line by the caller and always reads the same way.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [pages]);
}
