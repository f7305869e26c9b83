import type { BadgeOnPage } from '../../badges/BadgePage';
import { Section } from '../../parts/Section';
import { T } from '../text/texts';
import { ExpiredAward } from './ExpiredAward';
import { formerAwards, type Former } from './former';
import classes from './FormerAwards.module.css';
import { RevokedAward } from './RevokedAward';
import { UnitsAward } from './UnitsAward';

/** What the viewer, or a unit of theirs, held of a badge and does not any more: why, and what can be done. */
export function FormerAwards({ badge }: { badge: BadgeOnPage }) {
  const shown = formerAwards(badge.mine);
  if (shown.length === 0) return null;
  return (
    <Section title={<T id="former.title" />}>
      <ul className={classes.list}>
        {shown.map((former) => <li key={former.award.id} className={classes.one}><FormerAward badge={badge} {...former} /></li>)}
      </ul>
    </Section>
  );
}

function FormerAward({ badge, award, heldAgain }: Former & { badge: BadgeOnPage }) {
  if (award.unit) return <UnitsAward badge={badge} award={award} unit={award.unit.name} />;
  if (award.state === 'EXPIRED') return <ExpiredAward badge={badge} award={award} />;
  return <RevokedAward badge={badge} award={award} heldAgain={heldAgain} />;
}
