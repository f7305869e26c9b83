import { lazy, Suspense } from 'react';
import { FormattedMessage } from 'react-intl';
import { isAdmin, useViewer } from '../app/viewer';
import { ShareAwards } from '../credential/ShareAwards';
import { holderOf } from '../parts/holder';
import { PersonLine } from '../parts/PersonLine';
import { Section } from '../parts/Section';
import { Day } from '../text/Dates';
import { useWords } from '../text/words';
import classes from './BadgeAside.module.css';
import type { BadgeOnPage } from './BadgePage';
import { HeldBy } from './HeldBy';

const Stewarding = lazy(async () => ({ default: (await import('../corrections/Stewarding')).Stewarding }));

/** What the badge asks, how many hold it, and whom to ask. */
export function BadgeAside({ badge }: { badge: BadgeOnPage }) {
  const words = useWords();
  const until = badge.mine.awards.at(-1)?.expiresAt;
  const admin = isAdmin(useViewer());
  const mayAct = badge.grantPolicy.who !== 'NOBODY' || admin;
  const ofUnits = badge.recipient === 'UNIT';
  const holders = badge.holders.edges.map(({ node }) => node);
  return (
    <aside className={classes.aside}>
      {!ofUnits && <ShareAwards badge={badge} />}
      <Section side title={<FormattedMessage id="badge.rule" />}>
        <p className="t-small t-second">{badge.rule}</p>
        {until && <p className={`t-small t-second ${classes.until}`}><FormattedMessage id="badge.goodUntil" values={{ day: <Day at={until} long /> }} /></p>}
      </Section>
      <HeldBy badge={badge} />
      {holders.length > 0 && (
        <Section side title={<FormattedMessage id={ofUnits ? 'badge.holders.units' : 'badge.holders'} />}>
          <ul className={classes.people}>
            {holders.map(({ id, person, unit, tier, earnedAt }) => (
              <li key={id}>
                <PersonLine person={holderOf({ person, unit })}>
                  {tier ? <FormattedMessage id="badge.tierSince" values={{ tier: words.Tier(tier.name), day: <Day at={earnedAt} /> }} /> : <Day at={earnedAt} />}
                </PersonLine>
              </li>
            ))}
          </ul>
          {!ofUnits && <p className={`t-micro t-quiet ${classes.note}`}><FormattedMessage id={admin ? 'badge.holders.note.admin' : 'badge.holders.note'} /></p>}
        </Section>
      )}
      {mayAct && <Suspense><Stewarding badge={badge} /></Suspense>}
    </aside>
  );
}
