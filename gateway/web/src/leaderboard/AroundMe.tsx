import { useSuspenseQuery } from '@tanstack/react-query';
import type { BoardAroundQuery } from '../gen/graphql';
import { BoardColumns } from './BoardColumns';
import { NoPointsYet } from './NoPointsYet';
import { NotOnBoard } from './NotOnBoard';
import { boardAroundQuery } from './queries';
import { RankTable } from './RankTable';
import type { BoardSearch } from './search';

/** The rows next to the viewer's own. */
export function AroundMe({ search }: { search: BoardSearch }) {
  const { board } = useSuspenseQuery(boardAroundQuery(search)).data;
  return (
    <BoardColumns board={board} standing={board.me !== null || board.people === 0}>
      <Around board={board} search={search} />
    </BoardColumns>
  );
}

function Around({ board: { around, people }, search }: { board: BoardAroundQuery['board']; search: BoardSearch }) {
  if (around.length > 0) return <RankTable rows={around} />;
  return people > 0 ? <NotOnBoard search={search} /> : <NoPointsYet />;
}
