/** How many entries stand before the first that the reader has seen. */
export function newsCount(head: readonly string[], seen: readonly string[]): number {
  const known = new Set(seen);
  const first = head.findIndex((id) => known.has(id));
  return first < 0 ? head.length : first;
}
