import { FormattedMessage } from 'react-intl';
import { ButtonLink } from '../parts/ButtonLink';
import { EmptyState } from '../parts/EmptyState';
import { EmptyWreath } from '../parts/EmptyWreath';
import type { BoardSearch } from './search';

/** Others stand on this board, but not the viewer. */
export function NotOnBoard({ search }: { search: BoardSearch }) {
  return (
    <EmptyState
      picture={<EmptyWreath />}
      title={<FormattedMessage id="board.notYet" />}
      action={
        <ButtonLink to="/leaderboard" search={{ ...search, view: 'top' }}>
          <FormattedMessage id="board.seeTop" />
        </ButtonLink>
      }
    >
      <FormattedMessage id="board.notYet.text" />
    </EmptyState>
  );
}
