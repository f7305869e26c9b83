import type { FormerAwardFragment } from '../../gen/graphql';

interface Mine {
  awards: readonly { tier: { id: string } | null }[];
  ended: readonly FormerAwardFragment[];
}

/** An award that ended, and whether the same is held again. */
export interface Former {
  award: FormerAwardFragment;
  heldAgain: boolean;
}

/** The last of each tier that ended, of each holder; not what has simply been renewed. `ended` comes newest first. */
export function formerAwards({ awards, ended }: Mine): Former[] {
  const held = new Set(awards.map(({ tier }) => tier?.id));
  const seen = new Set<string>();
  return ended.flatMap((award) => {
    const tier = award.tier?.id;
    const heldAgain = held.has(tier);
    const kind = `${award.unit?.id} ${tier}`;
    if (seen.has(kind)) return [];
    seen.add(kind);
    return heldAgain && award.state === 'EXPIRED' ? [] : [{ award, heldAgain }];
  });
}
