import { FormattedMessage } from 'react-intl';
import type { BadgeOnPage } from '../badges/BadgePage';
import { Section } from '../parts/Section';
import classes from './Share.module.css';
import { ShareRow } from './ShareRow';

const MOST = 5;

/** What the viewer has earned of a badge, each to be shown to the world or not. */
export function ShareAwards({ badge }: { badge: BadgeOnPage }) {
  const awards = badge.mine.awards.toReversed().slice(0, MOST);
  if (awards.length === 0) return null;
  return (
    <Section side title={<FormattedMessage id="share.title" />}>
      <ul className={classes.rows}>
        {awards.map((award) => <ShareRow key={award.id} badge={badge} award={award} />)}
      </ul>
    </Section>
  );
}
