import { Link } from '@tanstack/react-router';
import type { BadgeTileFragment } from '../gen/graphql';
import { BadgePicture } from './BadgePicture';
import classes from './LockedRow.module.css';
import { pictureFor } from './words';

/** A badge that has not begun: small, with what it asks. */
export function LockedRow({ badge }: { badge: BadgeTileFragment & { rule: string } }) {
  return (
    <Link to="/badges/$badgeId" params={{ badgeId: badge.id }} className={classes.row}>
      <BadgePicture badge={badge} size={64} {...pictureFor(badge.mine)} decorative />
      <span>
        <span className={classes.name}>{badge.name}</span>
        <span className={`t-small t-quiet ${classes.rule}`}>{badge.rule}</span>
      </span>
    </Link>
  );
}
