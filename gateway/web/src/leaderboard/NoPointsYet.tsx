import { FormattedMessage } from 'react-intl';
import { ButtonLink } from '../parts/ButtonLink';
import { EmptyState } from '../parts/EmptyState';
import { EmptyWreath } from '../parts/EmptyWreath';

/** A board on which nobody stands yet. */
export function NoPointsYet() {
  return (
    <EmptyState
      picture={<EmptyWreath />}
      title={<FormattedMessage id="board.empty" />}
      action={
        <ButtonLink to="/challenges">
          <FormattedMessage id="board.empty.action" />
        </ButtonLink>
      }
    >
      <FormattedMessage id="board.empty.text" />
    </EmptyState>
  );
}
