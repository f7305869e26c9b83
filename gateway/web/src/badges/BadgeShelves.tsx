import { FormattedMessage } from 'react-intl';
import type { BadgesPageQuery, BadgeStatus } from '../gen/graphql';
import { ButtonLink } from '../parts/ButtonLink';
import { EmptyState } from '../parts/EmptyState';
import { Section } from '../parts/Section';
import classes from './BadgeShelves.module.css';
import { BadgeTile } from './BadgeTile';
import { LockedRow } from './LockedRow';
import type { BadgesSearch } from './search';

type Badge = BadgesPageQuery['badges']['edges'][number]['node'];

const SHELVES: readonly { status: BadgeStatus; size?: number }[] = [
  { status: 'EARNED', size: 152 },
  { status: 'IN_PROGRESS', size: 120 },
  { status: 'AVAILABLE' },
  { status: 'LOCKED' },
];

interface BadgeShelvesProps {
  badges: readonly Badge[];
  show: BadgesSearch['show'];
}

/** The badges by how the viewer stands with them. */
export function BadgeShelves({ badges, show }: BadgeShelvesProps) {
  if (badges.length === 0) return <NoBadges show={show} />;
  return (
    <div className={classes.shelves}>
      {SHELVES.map(({ status, size }) => {
        const shelf = badges.filter(({ mine }) => mine.status === status);
        if (shelf.length === 0) return null;
        return (
          <Section
            key={status}
            title={<FormattedMessage id={`badges.shelf.${status}`} />}
            aside={status === 'IN_PROGRESS' && <span className="t-quiet"><FormattedMessage id="badges.wreath" /></span>}
          >
            {size ? <Tiles badges={shelf} size={size} /> : <Rows badges={shelf} />}
          </Section>
        );
      })}
    </div>
  );
}

function Tiles({ badges, size }: { badges: readonly Badge[]; size: number }) {
  return (
    <ul className={classes.tiles}>
      {badges.map((badge) => (
        <li key={badge.id}>
          <BadgeTile badge={badge} size={size} />
        </li>
      ))}
    </ul>
  );
}

function Rows({ badges }: { badges: readonly Badge[] }) {
  return (
    <ul className={classes.rows}>
      {badges.map((badge) => (
        <li key={badge.id}>
          <LockedRow badge={badge} />
        </li>
      ))}
    </ul>
  );
}

function NoBadges({ show }: { show: BadgesSearch['show'] }) {
  return (
    <EmptyState
      title={<FormattedMessage id="badges.empty" />}
      action={
        show && (
          <ButtonLink to="/badges">
            <FormattedMessage id="badges.empty.action" />
          </ButtonLink>
        )
      }
    >
      <FormattedMessage id={show ? 'badges.empty.filtered' : 'badges.empty.text'} />
    </EmptyState>
  );
}
