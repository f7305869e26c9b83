import { useLocation } from '@tanstack/react-router';
import { FormattedMessage } from 'react-intl';
import { ArrivingBadge } from '../live/ArrivingBadge';
import { Chip } from '../parts/Chip';
import { Day } from '../text/Dates';
import { useWords } from '../text/words';
import classes from './BadgeHero.module.css';
import type { BadgeOnPage } from './BadgePage';
import { BadgePicture, type PictureState } from './BadgePicture';
import { shareOf } from './words';

/** The badge at its most splendid, its name and what it stands for. */
export function BadgeHero({ badge }: { badge: BadgeOnPage }) {
  const arrived = useLocation({ select: ({ state }) => state.arrived });
  const Picture = arrived ? ArrivingBadge : BadgePicture;
  return (
    <header className={classes.hero}>
      <div className={classes.stage}>
        <Picture badge={badge} size={304} {...heroLook(badge)} />
      </div>
      <div>
        <h1 className="t-lead" tabIndex={-1}>{badge.name}</h1>
        <p className={`t-standfirst ${classes.description}`}>{badge.description}</p>
        <p className={`t-small t-quiet ${classes.facts}`}>
          <HeldChip badge={badge} />
          {badge.state === 'RETIRED' && <Chip><FormattedMessage id="badge.retired" /></Chip>}
          <span><FormattedMessage id="badge.version" values={{ n: badge.version }} /></span>
          {badge.points > 0 && <span><FormattedMessage id="badge.points" values={{ n: badge.points }} /></span>}
        </p>
      </div>
    </header>
  );
}

function HeldChip({ badge: { mine } }: { badge: BadgeOnPage }) {
  const words = useWords();
  const held = mine.awards.at(-1);
  if (!held) return null;
  const day = <Day at={held.earnedAt} long />;
  return (
    <Chip tone="gold">
      {held.tier ? (
        <FormattedMessage id="badge.heldSince" values={{ tier: words.Tier(held.tier.name), day }} />
      ) : (
        <FormattedMessage id="badge.earnedOn" values={{ day }} />
      )}
    </Chip>
  );
}

/** A held tier keeps its metal while the wreath shows the way to the next. */
function heroLook({ mine, tiers }: BadgeOnPage): { state: PictureState; tier?: string | undefined; share?: number } {
  const held = mine.awards.at(-1);
  if (held && mine.nextTier) return { state: 'held', tier: held.tier?.id, share: shareOf(mine) };
  if (held) return { state: 'earned', tier: held.tier?.id };
  const tier = mine.nextTier?.id ?? tiers[0]?.id;
  return mine.status === 'LOCKED' ? { state: 'locked', tier } : { state: 'blind', tier, share: shareOf(mine) };
}
