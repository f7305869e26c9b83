import { useSuspenseQuery } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import type { HomePageQuery } from '../gen/graphql';
import { Page } from '../parts/Page';
import { AroundYou } from './AroundYou';
import { Colleagues } from './Colleagues';
import classes from './HomePage.module.css';
import { LastEarned } from './LastEarned';
import { MyChallenges } from './MyChallenges';
import { NearlyYours } from './NearlyYours';
import { NextStepLead } from './NextStepLead';
import { homeQuery } from './queries';

/** The day's start: one next step, what is under way, who is near. */
export function HomePage() {
  const intl = useIntl();
  const { viewer, challenges, badges, board } = useSuspenseQuery(homeQuery).data;
  const latest = viewer.badges.latest;
  return (
    <Page title={intl.formatMessage({ id: 'nav.home' })}>
      <div className={classes.columns}>
        <NextStepLead viewer={viewer} className={classes.lead} />
        <MyChallenges challenges={challenges} className={classes.challenges} />
        <NearlyYours badges={badges} inProgress={viewer.badges.inProgress} except={leadBadge(viewer)} className={classes.nearly} />
        <Colleagues className={classes.colleagues} />
        <div className={classes.side}>
          <AroundYou board={board} />
          {latest && <LastEarned award={latest} />}
        </div>
      </div>
    </Page>
  );
}

/** The badge in the lead is not shown again below it. */
function leadBadge({ nextStep }: HomePageQuery['viewer']): string | undefined {
  return nextStep?.target.__typename === 'Badge' ? nextStep.target.id : undefined;
}
