import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import type { BoardTopQuery } from '../gen/graphql';
import { More } from '../parts/More';
import { BoardColumns } from './BoardColumns';
import { NoPointsYet } from './NoPointsYet';
import { boardTopPages } from './queries';
import { RankTable } from './RankTable';
import type { BoardSearch } from './search';

/** The board from its first rank on, page by page. */
export function TopRows({ search }: { search: BoardSearch }) {
  const list = useSuspenseInfiniteQuery(boardTopPages(search));
  const { board } = list.data.pages[0] as BoardTopQuery;
  const rows = list.data.pages.flatMap((page) => page.board.rows.edges.map(({ node }) => node));
  return (
    <BoardColumns board={board}>
      {rows.length > 0 ? <RankTable rows={rows} /> : <NoPointsYet />}
      <More pages={list} label="board.more" />
    </BoardColumns>
  );
}
