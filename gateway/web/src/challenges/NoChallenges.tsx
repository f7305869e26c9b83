import { FormattedMessage } from 'react-intl';
import { ButtonLink } from '../parts/ButtonLink';
import { EmptyState } from '../parts/EmptyState';
import { EmptyWreath } from '../parts/EmptyWreath';
import type { ChallengesSearch } from './search';

/** Nothing to show: the way on differs with the filter that emptied it. */
export function NoChallenges({ search: { show, q } }: { search: ChallengesSearch }) {
  const reason = q ? 'search' : (show ?? 'open');
  return (
    <EmptyState
      picture={<EmptyWreath />}
      title={<FormattedMessage id="challenges.empty" />}
      action={
        reason !== 'open' && (
          <ButtonLink to="/challenges" variant="default">
            <FormattedMessage id="challenges.empty.action" />
          </ButtonLink>
        )
      }
    >
      <FormattedMessage id={`challenges.empty.${reason}`} values={{ q }} />
    </EmptyState>
  );
}
