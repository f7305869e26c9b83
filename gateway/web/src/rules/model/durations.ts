/** A duration of one unit, as most are; others are written out in ISO 8601. */
export interface Duration {
  n: number;
  unit: Unit;
}

export const EXACT_UNITS = ['minutes', 'hours', 'days', 'weeks'] as const;
export const CALENDAR_UNITS = ['days', 'weeks', 'months', 'years'] as const;
export type Unit = (typeof EXACT_UNITS)[number] | (typeof CALENDAR_UNITS)[number];

const FORMS: Record<Unit, readonly [before: string, after: string]> = {
  minutes: ['PT', 'M'],
  hours: ['PT', 'H'],
  days: ['P', 'D'],
  weeks: ['P', 'W'],
  months: ['P', 'M'],
  years: ['P', 'Y'],
};

/** The number and unit of `P30D`; undefined for one of several units, such as `P1DT12H`. */
export function readDuration(text: string, units: readonly Unit[]): Duration | undefined {
  for (const unit of units) {
    const [before, after] = FORMS[unit];
    const found = new RegExp(`^${before}(\\d+)${after}$`).exec(text);
    if (found) return { n: Number(found[1]), unit };
  }
  return undefined;
}

export function writeDuration({ n, unit }: Duration): string {
  const [before, after] = FORMS[unit];
  return `${before}${n}${after}`;
}

/** The same length in two units, of which one is nothing: to be written on by hand. */
export function spelledOut(text: string): string {
  if (text.startsWith('PT')) return text.replace('PT', 'P0DT');
  return text.endsWith('D') ? `${text}T0H` : `${text}0D`;
}
