import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { useDistinct } from '../api/useDistinct';
import { More } from '../parts/More';
import { Page, PageHead } from '../parts/Page';
import { BadgeFilters } from './BadgeFilters';
import { BadgeShelves } from './BadgeShelves';
import { BadgesStandfirst } from './BadgesStandfirst';
import classes from './BadgesPage.module.css';
import { badgesPages } from './queries';

const route = getRouteApi('/signed-in/badges');

/** All badges: earned, under way, open, locked. */
export function BadgesPage() {
  const intl = useIntl();
  const search = route.useSearch();
  const list = useSuspenseInfiniteQuery(badgesPages(search));
  const badges = useDistinct(list.data.pages, (page) => page.badges.edges.map(({ node }) => node));
  const counts = list.data.pages[0]?.viewer.badges;
  return (
    <Page title={intl.formatMessage({ id: 'badges.title' })}>
      <PageHead title={<FormattedMessage id="badges.title" />} standfirst={counts && <BadgesStandfirst counts={counts} />} />
      <div className={classes.filters}>{counts && <BadgeFilters counts={counts} search={search} />}</div>
      <BadgeShelves badges={badges} show={search.show} />
      <div className={classes.more}>
        <More pages={list} label="badges.more" />
      </div>
    </Page>
  );
}
