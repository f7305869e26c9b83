import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { FormattedMessage } from 'react-intl';
import { NotFound } from '../app/NotFound';
import type { ChallengePageQuery } from '../gen/graphql';
import { Crumbs } from '../parts/Crumbs';
import { Notice } from '../parts/Notice';
import { Page } from '../parts/Page';
import { Section } from '../parts/Section';
import { AsOf } from '../text/Dates';
import { listed } from '../trace/tree';
import { NextStepBox } from '../trace/NextStepBox';
import { TraceList } from '../trace/TraceList';
import { ChallengeAside } from './ChallengeAside';
import { ChallengeHead } from './ChallengeHead';
import classes from './ChallengePage.module.css';
import { Participants } from './Participants';
import { challengeQuery } from './queries';

const route = getRouteApi('/signed-in/challenges/$challengeId');

export type ChallengeOnPage = NonNullable<ChallengePageQuery['challenge']>;

/** One challenge: what it asks, how far the viewer is and why, and who takes part. */
export function ChallengePage() {
  const { challengeId } = route.useParams();
  const { challenge } = useSuspenseQuery(challengeQuery(challengeId)).data;
  if (!challenge) return <NotFound />;
  return (
    <Page title={challenge.title}>
      <Crumbs up={<Link to="/challenges"><FormattedMessage id="nav.challenges" /></Link>} here={challenge.title} />
      <ChallengeHead challenge={challenge} />
      {challenge.cancelledReason && (
        <div className={classes.notice}>
          <Notice tone="problem"><FormattedMessage id="challenge.cancelledBecause" values={{ reason: challenge.cancelledReason }} /></Notice>
        </div>
      )}
      <div className={classes.columns}>
        <div className={classes.main}>
          {challenge.trace && <Evidence challenge={challenge} trace={challenge.trace} />}
          <Participants challenge={challenge} />
        </div>
        <ChallengeAside challenge={challenge} />
      </div>
    </Page>
  );
}

interface EvidenceProps {
  challenge: ChallengeOnPage;
  trace: NonNullable<ChallengeOnPage['trace']>;
}

function Evidence({ challenge, trace }: EvidenceProps) {
  return (
    <Section title={<FormattedMessage id="challenge.evidence" />} aside={<span className="t-quiet"><AsOf at={trace.asOf} /></span>}>
      <TraceList nodes={listed(trace.root)} noun={challenge.noun} />
      {!trace.done && trace.nextStep && <NextStepBox title={trace.nextStep} />}
    </Section>
  );
}
