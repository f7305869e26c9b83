import type { BadgePageQuery } from '../gen/graphql';

type OnPage = NonNullable<BadgePageQuery['badge']>;

interface Badge extends Pick<OnPage, 'tiers'> {
  mine: Pick<OnPage['mine'], 'have'> & { awards: readonly Pick<OnPage['mine']['awards'][number], 'tier' | 'earnedAt'>[] };
}

/** A tier as the viewer stands with it. */
export interface TierStanding {
  id: string;
  name: string;
  atLeast: number;
  earnedAt: string | undefined;
  /** How many are missing, and the share that is there. */
  toGo: number;
  share: number;
}

export function standings({ tiers, mine }: Badge): TierStanding[] {
  const earned = new Map(mine.awards.map((award) => [award.tier?.id, award.earnedAt]));
  return tiers.map((tier) => ({
    ...tier,
    earnedAt: earned.get(tier.id),
    toGo: Math.max(0, tier.atLeast - mine.have),
    share: Math.min(1, mine.have / tier.atLeast),
  }));
}

export interface TrackPoint {
  /** Where it lies on the track, from 0 to 1. */
  at: number;
  value: number;
  kind: 'passed' | 'ahead' | 'here';
}

/** Nearer than this to a tier, "here" would overprint its number. */
const APART = 0.04;

/** How far the track is filled, and what is marked on it: each tier, and where the viewer is. */
export function marks({ mine }: Badge, tiers: readonly TierStanding[]): { reached: number; points: TrackPoint[] } {
  const top = tiers.at(-1)?.atLeast ?? 1;
  const reached = Math.min(1, mine.have / top);
  const points: TrackPoint[] = tiers.map(({ atLeast, earnedAt }) => ({
    at: atLeast / top,
    value: atLeast,
    kind: earnedAt ? 'passed' : 'ahead',
  }));
  const clear = points.every(({ at }) => Math.abs(at - reached) > APART);
  return { reached, points: clear && mine.have > 0 ? [...points, { at: reached, value: mine.have, kind: 'here' }] : points };
}
