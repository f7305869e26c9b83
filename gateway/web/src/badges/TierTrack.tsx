import { FormattedMessage, FormattedNumber } from 'react-intl';
import { Day } from '../text/Dates';
import { useWords } from '../text/words';
import type { BadgeOnPage } from './BadgePage';
import { BadgePicture } from './BadgePicture';
import { marks, standings, type TierStanding } from './tiers';
import classes from './TierTrack.module.css';

/** The tiers in order, and one track to the top one. */
export function TierTrack({ badge }: { badge: BadgeOnPage }) {
  const tiers = standings(badge);
  return (
    <div>
      <ol className={classes.tiers}>
        {tiers.map((tier) => (
          <li key={tier.id}>
            <TierCell badge={badge} tier={tier} />
          </li>
        ))}
      </ol>
      <Track badge={badge} tiers={tiers} />
    </div>
  );
}

function TierCell({ badge, tier }: { badge: BadgeOnPage; tier: TierStanding }) {
  const words = useWords();
  const look = tier.earnedAt ? ({ state: 'earned' } as const) : ({ state: 'blind', share: tier.share } as const);
  return (
    <div className={classes.cell}>
      <BadgePicture badge={badge} size={88} tier={tier.id} {...look} decorative />
      <div className="t-small t-second">
        <div className={classes.name}>{words.Tier(tier.name)}</div>
        <div><FormattedMessage id="badge.asks" values={{ n: tier.atLeast, noun: words.noun(tier.atLeast, badge.noun) }} /></div>
        {tier.earnedAt ? (
          <div className={classes.earned}><FormattedMessage id="badge.tierEarned" values={{ day: <Day at={tier.earnedAt} /> }} /></div>
        ) : (
          <div><FormattedMessage id="badge.toGo" values={{ n: tier.toGo }} /></div>
        )}
      </div>
    </div>
  );
}

function Track({ badge, tiers }: { badge: BadgeOnPage; tiers: readonly TierStanding[] }) {
  const { reached, points } = marks(badge, tiers);
  return (
    <div className={classes.track} aria-hidden="true">
      <div className={classes.line}>
        <div className={classes.fill} style={{ width: `${reached * 100}%` }} />
      </div>
      {points.map(({ at, value, kind }) => (
        <div key={`${kind}${value}`} className={classes.point} data-kind={kind} style={{ left: `${at * 100}%` }}>
          <span className="t-micro"><FormattedNumber value={value} /></span>
        </div>
      ))}
    </div>
  );
}
