import { screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Ago, AsOf, Day } from '../src/text/Dates';
import { addDays, distance, startOfDay } from '../src/text/dates';
import { show } from './show';

const NOW = new Date('2026-11-22T10:00:00Z');
const before = (ms: number) => new Date(NOW.getTime() - ms);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('distance', () => {
  test.each([
    ['under a minute is now', 59_000, { kind: 'now' }],
    ['a minute on, minutes', MINUTE, { kind: 'minutes', value: 1 }],
    ['up to an hour, minutes', 59 * MINUTE, { kind: 'minutes', value: 59 }],
    ['an hour on, hours', HOUR, { kind: 'hours', value: 1 }],
    ['half a day on, the weekday', 12 * HOUR, { kind: 'weekday' }],
    ['six days on, the day', 6 * 24 * HOUR, { kind: 'day' }],
    ['a little ahead, as clocks differ, is now', -2 * MINUTE, { kind: 'now' }],
  ] as const)('%s', (_name, passed, expected) => {
    expect(distance(before(passed), NOW)).toEqual(expected);
  });
});

describe('startOfDay', () => {
  test.each([
    ['2026-12-01', 'Europe/Berlin', '2026-11-30T23:00:00.000Z'],
    ['2026-07-01', 'Europe/Berlin', '2026-06-30T22:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-12-01', 'Asia/Kathmandu', '2026-11-30T18:15:00.000Z'],
    ['2026-12-01', 'UTC', '2026-12-01T00:00:00.000Z'],
  ])('%s in %s begins at %s, on both sides of a change of the clocks', (day, zone, instant) => {
    expect(startOfDay(day, zone)).toBe(instant);
  });

  test('days are counted across a month and a leap year', () => {
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
  });
});

describe('dates as people read them', () => {
  beforeEach(() => vi.useFakeTimers({ now: NOW, toFake: ['Date'] }));
  afterEach(() => vi.useRealTimers());

  test('a day of this year has no year, one of another has', async () => {
    await show(<p><Day at="2026-11-18T09:00:00Z" /> and <Day at="2025-11-18T09:00:00Z" /></p>);
    expect(screen.getByText(/and/)).toHaveTextContent('18 Nov and 18 Nov 2025');
  });

  test('a day is that of the reader’s zone unless another is meant', async () => {
    await show(<p><Day at="2026-10-31T23:30:00Z" /> or <Day at="2026-10-31T23:30:00Z" zone="UTC" /></p>);
    expect(screen.getByText(/or/)).toHaveTextContent('1 Nov or 31 Oct');
  });

  test('what is near is said from now, what is far by its day', async () => {
    await show(<p><Ago at="2026-11-22T09:12:00Z" />; <Ago at="2026-11-20T15:20:00Z" />; <Ago at="2026-05-04T09:00:00Z" /></p>);
    expect(screen.getByText(/;/)).toHaveTextContent('48 min ago; Friday, 16:20; 4 May');
  });

  test('“as of” names the day only where it is not today', async () => {
    await show(<p><AsOf at="2026-11-22T08:40:00Z" />; <AsOf at="2026-11-21T08:40:00Z" /></p>);
    expect(screen.getByText(/;/)).toHaveTextContent('As of today, 09:40; As of 21 Nov, 09:40');
  });
});
