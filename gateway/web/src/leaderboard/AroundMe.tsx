import { useSuspenseQuery } from '@tanstack/react-query';
import { BoardColumns } from './BoardColumns';
import { NoPointsYet } from './NoPointsYet';
import { boardAroundQuery } from './queries';
import { RankTable } from './RankTable';
import type { BoardSearch } from './search';

/** The rows next to the viewer's own. */
export function AroundMe({ search }: { search: BoardSearch }) {
  const { board } = useSuspenseQuery(boardAroundQuery(search)).data;
  return (
    <BoardColumns board={board}>
      {board.around.length > 0 ? <RankTable rows={board.around} /> : <NoPointsYet />}
    </BoardColumns>
  );
}
