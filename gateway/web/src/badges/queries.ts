import { pagesFor, queryFor } from '../api/queries';
import { BadgePageDocument, BadgesPageDocument } from '../gen/graphql';
import { SORTS, STATUSES, type BadgesSearch } from './search';

const PAGE = 60;

export function badgesPages({ show, sort }: BadgesSearch) {
  const variables = { status: show && STATUSES[show], sort: SORTS[sort ?? 'newest'], first: PAGE };
  return pagesFor(BadgesPageDocument, variables, ['BADGES'], (page) => page.badges.pageInfo);
}

export function badgeQuery(id: string) {
  return queryFor(BadgePageDocument, { id }, ['BADGES']);
}
