import type { BadgeOnPage } from '../../badges/BadgePage';
import { Section } from '../../parts/Section';
import { T } from '../text/texts';
import { ExpiredAward } from './ExpiredAward';
import { formerAwards } from './former';
import classes from './FormerAwards.module.css';
import { RevokedAward } from './RevokedAward';

/** What the viewer held of a badge and does not any more: why, and what can be done. */
export function FormerAwards({ badge }: { badge: BadgeOnPage }) {
  const shown = formerAwards(badge.mine);
  if (shown.length === 0) return null;
  return (
    <Section title={<T id="former.title" />}>
      <ul className={classes.list}>
        {shown.map(({ award, heldAgain }) => (
          <li key={award.id} className={classes.one}>
            {award.state === 'EXPIRED' ? <ExpiredAward badge={badge} award={award} /> : <RevokedAward badge={badge} award={award} heldAgain={heldAgain} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}
