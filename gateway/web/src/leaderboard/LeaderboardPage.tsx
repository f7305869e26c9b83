import { getRouteApi } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { useViewer } from '../app/viewer';
import { Page, PageHead } from '../parts/Page';
import { useNow } from '../text/now';
import { AroundMe } from './AroundMe';
import { BoardFilters } from './BoardFilters';
import classes from './LeaderboardPage.module.css';
import { TopRows } from './TopRows';

const route = getRouteApi('/signed-in/leaderboard');

/** Where the viewer stands, and who is near. */
export function LeaderboardPage() {
  const intl = useIntl();
  const search = route.useSearch();
  const { timezone } = useViewer().organization;
  const month = intl.formatDate(useNow(), { month: 'long', year: 'numeric', timeZone: timezone });
  return (
    <Page title={intl.formatMessage({ id: 'board.title' })}>
      <PageHead
        title={<FormattedMessage id="board.title" />}
        standfirst={
          search.period === 'all' ? (
            <FormattedMessage id="board.standfirst.all" />
          ) : (
            <FormattedMessage id="board.standfirst.month" values={{ month }} />
          )
        }
      />
      <div className={classes.filters}>
        <BoardFilters search={search} />
      </div>
      {search.view === 'top' ? <TopRows search={search} /> : <AroundMe search={search} />}
    </Page>
  );
}
