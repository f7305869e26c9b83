import type { Design } from './queries';

export interface Look {
  cut: 'display' | 'small';
  metal: 'bronze' | 'silver' | 'gold' | 'enamel';
  state: 'earned' | 'held' | 'blind' | 'locked';
  lit?: number;
  scheme: 'light' | 'dark';
}

/** The address of a look that is nowhere saved; the badges service draws it as it will draw the badge. */
export function previewAddress({ shape, field, icon, band, picture }: Design, { cut, metal, state, lit, scheme }: Look): string {
  const said = new URLSearchParams({ shape, field, icon, cut, metal, state, scheme });
  if (band) said.set('band', band);
  if (picture) said.set('picture', picture);
  if (lit) said.set('lit', String(lit));
  return `/badges/preview.svg?${said}`;
}

/** The same without what is not there: an empty band is none. */
export function tidy(design: Design): Design {
  return { ...design, band: design.band?.trim() || null, picture: design.picture ?? null };
}

export function sameDesign(a: Design, b: Design): boolean {
  const [one, other] = [tidy(a), tidy(b)];
  return (['shape', 'field', 'icon', 'band', 'picture'] as const).every((part) => one[part] === other[part]);
}
