import { pagesFor, queryFor } from '../api/queries';
import { ChallengePageDocument, ChallengesPageDocument, LaunchPageDocument } from '../gen/graphql';
import type { ChallengesSearch } from './search';

const PAGE = 20;

const FILTERS = {
  open: { status: 'OPEN' },
  mine: { mine: true },
  scheduled: { status: 'SCHEDULED' },
  closed: { status: 'CLOSED' },
} as const;

export function challengePages({ show, q }: ChallengesSearch) {
  const variables = { ...FILTERS[show ?? 'open'], ...(q && { search: q }), first: PAGE };
  return pagesFor(ChallengesPageDocument, variables, ['CHALLENGES'], (page) => page.challenges.pageInfo);
}

export function challengeQuery(id: string) {
  return queryFor(ChallengePageDocument, { id }, ['CHALLENGES']);
}

export const launchQuery = queryFor(LaunchPageDocument, {}, []);
