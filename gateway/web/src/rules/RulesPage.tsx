import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useDistinct } from '../api/useDistinct';
import { NotFound } from '../app/NotFound';
import { isAdmin, useViewer } from '../app/viewer';
import { ButtonLink } from '../parts/ButtonLink';
import { More } from '../parts/More';
import { Page, PageHead } from '../parts/Page';
import { NoRules } from './NoRules';
import { rulesPages } from './queries';
import { RuleFilters } from './RuleFilters';
import classes from './RulesPage.module.css';
import { RuleTable } from './RuleTable';
import { RuleTexts, T, useRuleText } from './text/texts';

const route = getRouteApi('/signed-in/admin/badges');

/** Every badge with what it asks, for those who change that. */
export function RulesPage() {
  if (!isAdmin(useViewer())) return <NotFound />;
  return (
    <RuleTexts>
      <Rules />
    </RuleTexts>
  );
}

function Rules() {
  const t = useRuleText();
  const search = route.useSearch();
  const list = useSuspenseInfiniteQuery(rulesPages(search));
  const badges = useDistinct(list.data.pages, (page) => page.badges.edges.map(({ node }) => node));
  const add = <ButtonLink to="/admin/badges/new"><T id="rules.new" /></ButtonLink>;
  return (
    <Page title={t('rules.title')}>
      <PageHead title={<T id="rules.title" />} standfirst={<T id="rules.standfirst" />} actions={add} />
      <RuleFilters search={search} />
      {badges.length === 0 ? (
        <NoRules search={search} add={add} />
      ) : (
        <RuleTable badges={badges} total={list.data.pages[0]?.badges.totalCount ?? badges.length} />
      )}
      <div className={classes.more}><More pages={list} label="badges.more" /></div>
    </Page>
  );
}
