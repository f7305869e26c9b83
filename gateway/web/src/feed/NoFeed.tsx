import { FormattedMessage } from 'react-intl';
import { ButtonLink } from '../parts/ButtonLink';
import { EmptyState } from '../parts/EmptyState';
import { EmptyWreath } from '../parts/EmptyWreath';

/** Nothing happened yet: begin with a thank-you. */
export function NoFeed() {
  return (
    <EmptyState
      picture={<EmptyWreath />}
      title={<FormattedMessage id="feed.empty" />}
      action={
        <ButtonLink to="/kudos/new">
          <FormattedMessage id="feed.thank" />
        </ButtonLink>
      }
    >
      <FormattedMessage id="feed.empty.text" />
    </EmptyState>
  );
}
