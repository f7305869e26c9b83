import { Link } from '@tanstack/react-router';
import { FormattedMessage } from 'react-intl';
import type { BadgeTileFragment } from '../gen/graphql';
import { Day } from '../text/Dates';
import { useWords } from '../text/words';
import { BadgePicture } from './BadgePicture';
import classes from './BadgeTile.module.css';
import { pictureFor } from './words';

interface BadgeTileProps {
  badge: BadgeTileFragment;
  size: number;
  /** What is said of progress: how much is there, or how much is missing. */
  progress?: 'have' | 'missing';
}

/** A badge on a shelf: its picture, its name, and how the viewer stands with it. */
export function BadgeTile({ badge, size, progress = 'have' }: BadgeTileProps) {
  return (
    <Link to="/badges/$badgeId" params={{ badgeId: badge.id }} className={classes.tile}>
      <BadgePicture badge={badge} size={size} {...pictureFor(badge.mine)} decorative />
      <span className={classes.name}>{badge.name}</span>
      <span className={`t-small ${classes.state}`}>
        <Standing badge={badge} progress={progress} />
      </span>
    </Link>
  );
}

function Standing({ badge: { mine, noun }, progress }: { badge: BadgeTileFragment; progress: 'have' | 'missing' }) {
  const words = useWords();
  const held = mine.awards.at(-1);
  const missing = Math.max(0, mine.need - mine.have);
  if (held?.tier) {
    return <FormattedMessage id="badge.tierSince" values={{ tier: <b key="tier">{words.Tier(held.tier.name)}</b>, day: <Day at={held.earnedAt} /> }} />;
  }
  if (held) return <Day at={held.earnedAt} />;
  if (progress === 'missing') {
    return <FormattedMessage id="badge.moreNeeded" values={{ n: missing, noun: words.noun(missing, noun) }} />;
  }
  return (
    <FormattedMessage id="badge.share" values={{ have: mine.have, need: mine.need, noun: words.noun(mine.need, noun) }} />
  );
}
