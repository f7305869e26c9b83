import type { HolderRowFragment } from '../../gen/graphql';
import { holderOf } from '../../parts/holder';

/** A spreadsheet would carry out what begins like this. */
const FORMULA = /^[=+\-@\t\r]/;

export function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Holders as CSV (RFC 4180), days as ISO 8601 instants; `head` names the columns. */
export function holdersCsv(head: readonly string[], holders: readonly HolderRowFragment[]): string {
  const rows = holders.map(({ tier, earnedAt, grantedAt, expiresAt, ...award }) => {
    const { id, displayName, below } = holderOf(award);
    return [id, displayName, below ?? '', tier?.name ?? '', earnedAt, grantedAt, expiresAt ?? ''];
  });
  return [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}
