import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { useDistinct } from '../api/useDistinct';
import { mayLaunch, useViewer } from '../app/viewer';
import { ButtonLink } from '../parts/ButtonLink';
import { More } from '../parts/More';
import { Page, PageHead } from '../parts/Page';
import { ChallengeFilters } from './ChallengeFilters';
import { ChallengeRow } from './ChallengeRow';
import classes from './ChallengesPage.module.css';
import { NoChallenges } from './NoChallenges';
import { challengePages } from './queries';

const route = getRouteApi('/signed-in/challenges');

/** The catalogue: what one may take part in. */
export function ChallengesPage() {
  const intl = useIntl();
  const viewer = useViewer();
  const search = route.useSearch();
  const list = useSuspenseInfiniteQuery(challengePages(search));
  const challenges = useDistinct(list.data.pages, (page) => page.challenges.edges.map(({ node }) => node));
  const launch = mayLaunch(viewer) && (
    <ButtonLink to="/launch">
      <FormattedMessage id="nav.launch" />
    </ButtonLink>
  );
  return (
    <Page title={intl.formatMessage({ id: 'challenges.title' })}>
      <PageHead title={<FormattedMessage id="challenges.title" />} standfirst={<FormattedMessage id="challenges.standfirst" />} actions={launch} />
      <div className={classes.filters}>
        <ChallengeFilters search={search} />
      </div>
      {challenges.length === 0 ? (
        <NoChallenges search={search} />
      ) : (
        <section aria-labelledby="challenge-list">
          <h2 id="challenge-list" className="visually-hidden"><FormattedMessage id={`challenges.show.${search.show ?? 'open'}`} /></h2>
          <ul className={classes.list}>
            {challenges.map((challenge) => (
              <ChallengeRow key={challenge.id} challenge={challenge} />
            ))}
          </ul>
        </section>
      )}
      <div className={classes.more}>
        <More pages={list} label="challenges.more" />
      </div>
    </Page>
  );
}
