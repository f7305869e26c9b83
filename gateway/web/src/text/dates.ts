const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How far back a moment lies, in the unit people would say it in. */
export type Distance =
  | { kind: 'now' }
  | { kind: 'minutes' | 'hours'; value: number }
  | { kind: 'weekday' | 'day' };

/** Minutes up to an hour, hours up to twelve, then the weekday within a week, then the day. */
export function distance(at: Date, now: Date): Distance {
  const passed = now.getTime() - at.getTime();
  if (passed < MINUTE) return passed > -DAY ? { kind: 'now' } : { kind: 'day' };
  if (passed < HOUR) return { kind: 'minutes', value: Math.floor(passed / MINUTE) };
  if (passed < 12 * HOUR) return { kind: 'hours', value: Math.floor(passed / HOUR) };
  return { kind: passed < 6 * DAY ? 'weekday' : 'day' };
}

/** The local calendar day, as `2026-11-22`. */
export function localDay(at: Date, zone: string | undefined): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

export function sameDay(a: Date, b: Date, zone: string | undefined): boolean {
  return localDay(a, zone) === localDay(b, zone);
}

/** "18 Nov", with the year once it differs from now's. */
export function dayFormat(at: Date, now: Date, zone: string | undefined, month: 'short' | 'long' = 'short'): Intl.DateTimeFormatOptions {
  const otherYear = localDay(at, zone).slice(0, 4) !== localDay(now, zone).slice(0, 4);
  return { day: 'numeric', month, ...(otherYear && { year: 'numeric' }) };
}

/** The instant at which a calendar day begins in a zone, as an ISO string in UTC. */
export function startOfDay(day: string, zone: string): string {
  return instantAt(`${day}T00:00`, zone);
}

/** The instant at which a zone's wall clock shows `2026-11-22T09:30`, as an ISO string in UTC. */
export function instantAt(clock: string, zone: string): string {
  const wall = Date.parse(`${clock}Z`);
  const first = wall - offset(wall, zone);
  return new Date(wall - offset(first, zone)).toISOString();
}

/** What a zone's wall clock shows at an instant, as `2026-11-22T09:30`; nothing for what is no instant. */
export function localTime(instant: string, zone: string): string {
  const at = Date.parse(instant);
  return Number.isNaN(at) ? '' : new Date(at + offset(at, zone)).toISOString().slice(0, 16);
}

/** The calendar day `days` after `day`, both as `2026-11-22`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** How far a zone's wall clock is ahead of UTC at an instant, in milliseconds. */
function offset(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second'));
  return wall - Math.floor(at / 1000) * 1000;
}
