import { FormattedMessage, FormattedNumber } from 'react-intl';
import { Bar } from '../parts/Bar';
import { Section } from '../parts/Section';
import { AsOf } from '../text/Dates';
import { useWords } from '../text/words';
import type { BadgeOnPage } from './BadgePage';
import classes from './HeldBy.module.css';

/** How rare the badge is; nothing is said of fewer than five people. */
export function HeldBy({ badge: { holderCounts, recipient } }: { badge: BadgeOnPage }) {
  const words = useWords();
  const { total, people, byTier, asOf } = holderCounts;
  const known = byTier.filter((count): count is typeof count & { total: number } => count.total !== null);
  return (
    <Section side title={<FormattedMessage id="badge.heldBy" />}>
      {total === null ? (
        <p className="t-small t-second"><FormattedMessage id="badge.heldByFew" /></p>
      ) : (
        <p className="t-small t-second">
          <span className={`t-big ${classes.total}`}><FormattedNumber value={total} /></span>{' '}
          <FormattedMessage id={recipient === 'UNIT' ? 'badge.ofUnits' : 'badge.ofPeople'} values={{ n: people, share: people > 0 ? total / people : 0 }} />
        </p>
      )}
      <ul className={classes.tiers}>
        {known.map(({ tier, total: held }) => (
          <li key={tier.id} className={`t-small ${classes.tier}`}>
            <span className="t-second">{words.Tier(tier.name)}</span>
            <Bar have={held} need={total ?? held} />
            <span className={classes.count}><FormattedNumber value={held} /></span>
          </li>
        ))}
      </ul>
      <p className={`t-micro t-quiet ${classes.note}`}>
        {total !== null && known.length < byTier.length && <><FormattedMessage id="badge.tierTooFew" />{' '}</>}
        <AsOf at={asOf} />
      </p>
    </Section>
  );
}
