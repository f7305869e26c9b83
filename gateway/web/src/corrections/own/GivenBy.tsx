import { useQuery } from '@tanstack/react-query';
import type { BadgeOnPage } from '../../badges/BadgePage';
import { Section } from '../../parts/Section';
import { Day } from '../../text/Dates';
import { decisionsQuery } from '../queries';
import { Quote } from '../Quote';
import { T } from '../text/texts';
import classes from './FormerAwards.module.css';

/** Who gave what the viewer holds, when, and what for; nothing where it was given back after an appeal. */
export function GivenBy({ badge }: { badge: BadgeOnPage }) {
  const given = badge.mine.awards.findLast(({ byHand }) => byHand);
  return given ? <Giver award={given.id} /> : null;
}

function Giver({ award }: { award: string }) {
  const { data } = useQuery(decisionsQuery(award));
  const decision = data?.decisions.find(({ kind }) => kind === 'GIVEN');
  if (!decision) return null;
  return (
    <Section title={<T id="given.by" values={{ name: decision.by.displayName, day: <Day at={decision.at} long /> }} />}>
      <div className={classes.said}><Quote>{decision.text}</Quote></div>
    </Section>
  );
}
