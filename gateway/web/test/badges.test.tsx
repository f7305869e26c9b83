import { screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { BadgePicture, litLeaves, pictureAddress } from '../src/badges/BadgePicture';
import { marks, standings } from '../src/badges/tiers';
import { pictureFor } from '../src/badges/words';
import { show } from './show';

const badge = { id: 'mentor', name: 'Mentor', image: '/badges/mentor/3.svg' };
const tier = (id: string, atLeast: number) => ({ id, name: id, atLeast });
const award = (id: string) => ({ id: `a-${id}`, earnedAt: '2026-03-14T09:00:00Z', state: 'ACTIVE' as const, tier: { id, name: id }, credential: null });
const mine = { status: 'EARNED' as const, have: 8, need: 10, nextTier: { id: 'silver', name: 'silver' }, awards: [award('bronze')] };

describe('the picture', () => {
  test.each([
    ['nothing yet lights no leaf', 0, 'display', 0],
    ['a beginning lights one', 0.001, 'display', 1],
    ['four fifths light 18 of 22', 0.8, 'display', 18],
    ['nearly all is not all', 0.999, 'small', 11],
    ['all lights the 12 of the small cut', 1, 'small', 12],
  ] as const)('%s', (_name, share, cut, leaves) => {
    expect(litLeaves(share, cut)).toBe(leaves);
  });

  test('is asked for in the small cut below 72 px, and is named for those who cannot see it', async () => {
    await show(<><BadgePicture badge={badge} size={40} state="earned" tier="gold" /><BadgePicture badge={badge} size={72} state="blind" share={0.5} /></>);
    expect(screen.getByRole('img', { name: 'Mentor, earned' })).toHaveAttribute('src', '/badges/mentor/3.svg?cut=small&state=earned&scheme=light&tier=gold');
    expect(screen.getByRole('img', { name: 'Mentor, not yet earned' })).toHaveAttribute('src', expect.stringContaining('cut=display'));
  });

  test('says the lit leaves only where the wreath shows progress', () => {
    const look = { cut: 'display', scheme: 'dark', share: 0.5 } as const;
    expect(pictureAddress('/b.svg', { ...look, state: 'held' })).toContain('lit=11');
    expect(pictureAddress('/b.svg', { ...look, state: 'locked' })).not.toContain('lit');
  });

  test('is metal once held, blind with its progress before, and without a leaf while locked', () => {
    expect(pictureFor(mine)).toEqual({ state: 'earned', tier: 'bronze' });
    expect(pictureFor({ ...mine, status: 'IN_PROGRESS', awards: [] })).toEqual({ state: 'blind', share: 0.8, tier: 'silver' });
    expect(pictureFor({ ...mine, status: 'LOCKED', awards: [], nextTier: null })).toEqual({ state: 'locked' });
  });
});

describe('the tiers', () => {
  const tiers = [tier('bronze', 3), tier('silver', 10), tier('gold', 25)];

  test('are earned, or say how many are to go', () => {
    const seen = standings({ tiers, mine }).map(({ id, earnedAt, toGo }) => [id, Boolean(earnedAt), toGo]);
    expect(seen).toEqual([['bronze', true, 0], ['silver', false, 2], ['gold', false, 17]]);
  });

  test('stand on one track to the top, with where one is among them', () => {
    const { reached, points } = marks({ tiers, mine }, standings({ tiers, mine }));
    expect(reached).toBe(8 / 25);
    expect(points.map(({ value, kind }) => `${value} ${kind}`)).toEqual(['3 passed', '10 ahead', '25 ahead', '8 here']);
  });

  test('keep their number readable where one is just beside it', () => {
    const near = { ...mine, have: 24.5 };
    expect(marks({ tiers, mine: near }, standings({ tiers, mine: near })).points.map(({ kind }) => kind)).not.toContain('here');
  });
});
