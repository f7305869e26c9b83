import { Link } from '@tanstack/react-router';
import { FormattedMessage } from 'react-intl';
import { BadgePicture } from '../badges/BadgePicture';
import type { HomePageQuery } from '../gen/graphql';
import { Section } from '../parts/Section';
import { Day } from '../text/Dates';
import { useWords } from '../text/words';
import classes from './LastEarned.module.css';

/** The badge earned last. */
export function LastEarned({ award }: { award: NonNullable<HomePageQuery['viewer']['badges']['latest']> }) {
  const words = useWords();
  const { badge, tier, earnedAt } = award;
  const day = <Day at={earnedAt} long />;
  return (
    <Section side title={<FormattedMessage id="home.lastEarned" />}>
      <div className={classes.award}>
        <BadgePicture badge={badge} size={96} state="earned" tier={tier?.id} decorative />
        <div>
          <h3>{badge.name}</h3>
          <p className="t-small t-second">
            {tier ? <FormattedMessage id="badge.tierSince" values={{ tier: words.Tier(tier.name), day }} /> : day}
          </p>
          <p className="t-small">
            <Link to="/badges/$badgeId" params={{ badgeId: badge.id }} className="t-link"><FormattedMessage id="arrival.why" /></Link>
          </p>
        </div>
      </div>
    </Section>
  );
}
