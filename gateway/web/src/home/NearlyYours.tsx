import { Link } from '@tanstack/react-router';
import { FormattedMessage } from 'react-intl';
import { BadgeTile } from '../badges/BadgeTile';
import type { HomePageQuery } from '../gen/graphql';
import { Section } from '../parts/Section';
import classes from './NearlyYours.module.css';

const SHOWN = 4;

interface NearlyYoursProps {
  badges: HomePageQuery['badges'];
  inProgress: number;
  /** The badge that the lead shows already. */
  except: string | undefined;
  className: string | undefined;
}

/** The badges with the least missing. */
export function NearlyYours({ badges: { edges }, inProgress, except, className }: NearlyYoursProps) {
  const nearest = edges.map(({ node }) => node).filter(({ id }) => id !== except).slice(0, SHOWN);
  if (nearest.length === 0) return null;
  const all = (
    <Link to="/badges" search={{ show: 'in-progress' }} className="t-link">
      <FormattedMessage id="home.inProgress" values={{ n: inProgress }} />
    </Link>
  );
  return (
    <Section title={<FormattedMessage id="home.nearly" />} aside={all} className={className}>
      <ul className={classes.shelf}>
        {nearest.map((badge) => (
          <li key={badge.id}>
            <BadgeTile badge={badge} size={112} progress="missing" />
          </li>
        ))}
      </ul>
    </Section>
  );
}
