import { describe, expect, test } from 'vitest';
import { BadgesSearch } from '../src/badges/search';
import { newsCount } from '../src/feed/news';
import { BoardSearch } from '../src/leaderboard/search';
import { initials, tintOf } from '../src/parts/Avatar';
import { matches } from '../src/signin/DemoPeople';
import { ownAddress } from '../src/signin/search';
import { words } from '../src/text/words';
import { intl } from './show';

describe('where sign-in leads', () => {
  test.each([
    ['/badges/mentor?x=1', '/badges/mentor?x=1'],
    [undefined, '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['/sign-in?to=%2F', '/'],
  ])('%s leads to %s', (to, expected) => {
    expect(ownAddress(to)).toBe(expected);
  });
});

test('filters that mean nothing are dropped, the others kept', () => {
  expect(BadgesSearch.parse({ show: 'in-progress', sort: 'sideways' })).toEqual({ show: 'in-progress', sort: undefined });
  expect(BoardSearch.parse({ period: 'all', view: 3 })).toEqual({ period: 'all', view: undefined });
});

describe('how many are new in the feed', () => {
  test.each([
    [0, ['a', 'b'], ['a', 'b']],
    [2, ['x', 'y', 'a'], ['a', 'b']],
    [3, ['x', 'y', 'z'], ['a']],
    [1, ['x', 'b'], ['a', 'b']],
  ])('%i in %o after %o', (count, head, seen) => {
    expect(newsCount(head, seen)).toBe(count);
  });
});

describe('a person’s initials', () => {
  test.each([
    ['Fatima Zahra Benali', 'FB'],
    ['Jun-ho Park', 'JP'],
    ['Şükran', 'Ş'],
    ['émile zola', 'ÉZ'],
  ])('of %s are %s', (name, expected) => {
    expect(initials(name)).toBe(expected);
  });

  test('stand on a tint that the id alone decides', () => {
    expect(tintOf('e-17')).toBe(tintOf('e-17'));
    expect(new Set(['e-1', 'e-2', 'e-3', 'e-4', 'e-5', 'e-6', 'e-7', 'e-8'].map(tintOf)).size).toBeGreaterThan(3);
  });
});

test('people are found by name without its accents, by unit and by role', () => {
  const sofia = { id: 'e-1', name: 'Sofía Arregui', unit: 'Risk engines', roles: ['employee', 'manager'] };
  expect(['sofia', 'RISK', 'manag', ''].map((typed) => matches(typed)(sofia))).toEqual([true, true, true, true]);
  expect(matches('admin')(sofia)).toBe(false);
});

test('numbers are words up to ten, then digits; nouns agree with them', () => {
  const say = words(intl);
  expect([say.number(8), say.Number(10), say.number(11)]).toEqual(['eight', 'Ten', '11']);
  expect([say.noun(1, { one: 'book', other: 'books' }), say.noun(0, { one: 'book', other: 'books' }), say.noun(2, null)]).toEqual(['book', 'books', '']);
  expect(say.share(1200, 4000)).toBe('1,200 of 4,000');
});
