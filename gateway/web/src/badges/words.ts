import type { IntlShape } from 'react-intl';
import type { BadgeTileFragment } from '../gen/graphql';
import { words } from '../text/words';
import type { PictureState } from './BadgePicture';

interface Awarded {
  badge: { name: string };
  tier: { name: string } | null;
}

/** "Good neighbour, bronze". */
export function awardTitle(intl: IntlShape, { badge, tier }: Awarded): string {
  if (!tier) return badge.name;
  return intl.formatMessage({ id: 'badge.withTier' }, { name: badge.name, tier: words(intl).tier(tier.name) });
}

type Mine = Pick<BadgeTileFragment['mine'], 'status' | 'have' | 'need' | 'awards' | 'nextTier'>;

/** How a badge is drawn for the viewer: the highest tier held, or blind with a wreath for the progress. */
export function pictureFor(mine: Mine): { state: PictureState; tier?: string; share?: number } {
  const held = mine.awards.at(-1);
  if (held) return { state: 'earned', ...tierOf(held.tier) };
  if (mine.status === 'LOCKED') return { state: 'locked', ...tierOf(mine.nextTier) };
  return { state: 'blind', share: shareOf(mine), ...tierOf(mine.nextTier) };
}

/** From 0 to 1. */
export function shareOf({ have, need }: { have: number; need: number }): number {
  return need > 0 ? Math.min(1, have / need) : 0;
}

function tierOf(tier: { id: string } | null) {
  return tier ? { tier: tier.id } : {};
}
