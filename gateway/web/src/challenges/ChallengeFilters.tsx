import { Link, useNavigate } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { SearchField } from '../parts/SearchField';
import { Segments } from '../parts/Segments';
import classes from './ChallengeFilters.module.css';
import type { ChallengesSearch } from './search';

const CHOICES = [undefined, 'mine', 'scheduled', 'closed'] as const;

/** Which challenges, and words in their title; both live in the address. */
export function ChallengeFilters({ search }: { search: ChallengesSearch }) {
  const intl = useIntl();
  const navigate = useNavigate();
  const find = (q: string | undefined) => void navigate({ to: '/challenges', search: { ...search, q }, replace: true });
  return (
    <div className={classes.bar}>
      <Segments label={intl.formatMessage({ id: 'challenges.filter' })}>
        {CHOICES.map((show) => (
          <Link key={show ?? 'open'} to="/challenges" search={{ ...search, show }} activeOptions={{ exact: true }}>
            <FormattedMessage id={`challenges.show.${show ?? 'open'}`} />
          </Link>
        ))}
      </Segments>
      <SearchField label={intl.formatMessage({ id: 'challenges.search' })} q={search.q} onFind={find} />
    </div>
  );
}
