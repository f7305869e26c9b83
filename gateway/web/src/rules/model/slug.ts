const LONGEST = 60;

/** A name as an id: "Für den Anfang!" becomes "fur-den-anfang". Nothing where no letter or digit is left. */
export function slugOf(name: string): string {
  const plain = name.normalize('NFKD').replaceAll('ß', 'ss').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, LONGEST).replace(/-+$/, '') || '';
}
