import { FormattedMessage, FormattedNumber } from 'react-intl';
import { PersonLine } from '../parts/PersonLine';
import { Section } from '../parts/Section';
import { AsOf, Day } from '../text/Dates';
import classes from './ChallengeAside.module.css';
import type { ChallengeOnPage } from './ChallengePage';
import { lastMoment } from './window';

/** What counts, when, for whom, and who asked for it. */
export function ChallengeAside({ challenge }: { challenge: ChallengeOnPage }) {
  const { rule, startsAt, endsAt, timezone, unit, owner, joinedCount, completedCount, asOf } = challenge;
  return (
    <aside className={classes.aside}>
      <Section side title={<FormattedMessage id="challenge.rule" />}>
        <p className="t-small t-second">{rule}</p>
      </Section>
      <Section side title={<FormattedMessage id="challenge.when" />}>
        <p className="t-small t-second">
          <FormattedMessage id="challenge.window" values={{ start: <Day at={startsAt} zone={timezone} />, end: <Day at={lastMoment(endsAt)} zone={timezone} /> }} />
        </p>
        <p className="t-micro t-quiet">{timezone.replaceAll('_', ' ')}</p>
      </Section>
      <Section side title={<FormattedMessage id="challenge.who" />}>
        <p className="t-small t-second">{unit.name}</p>
        <p className={`t-small t-second ${classes.counts}`}>
          <span><b className="t-big"><FormattedNumber value={joinedCount} /></b> <FormattedMessage id="challenge.joined" /></span>
          <span><b className="t-big"><FormattedNumber value={completedCount} /></b> <FormattedMessage id="challenge.done" /></span>
        </p>
        <p className="t-micro t-quiet"><AsOf at={asOf} /></p>
      </Section>
      <Section side title={<FormattedMessage id="challenge.launchedBy" />}>
        <PersonLine person={owner}>{owner.unit?.name}</PersonLine>
      </Section>
    </aside>
  );
}
