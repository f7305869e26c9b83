import { pagesFor, queryFor } from '../api/queries';
import { BoardAroundDocument, BoardTopDocument, type BoardPeriod } from '../gen/graphql';
import type { BoardSearch } from './search';

const PAGE = 50;

export function boardAroundQuery({ period }: BoardSearch) {
  return queryFor(BoardAroundDocument, { period: periodOf(period) }, ['POINTS', 'PROFILE']);
}

export function boardTopPages({ period }: BoardSearch) {
  const variables = { period: periodOf(period), first: PAGE };
  return pagesFor(BoardTopDocument, variables, ['POINTS', 'PROFILE'], (page) => page.board.rows.pageInfo);
}

function periodOf(period: BoardSearch['period']): BoardPeriod {
  return period === 'all' ? 'ALL' : 'MONTH';
}
