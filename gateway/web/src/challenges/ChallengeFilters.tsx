import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { Segments } from '../parts/Segments';
import classes from './ChallengeFilters.module.css';
import type { ChallengesSearch } from './search';

const CHOICES = [undefined, 'mine', 'scheduled', 'closed'] as const;
const PAUSE = 250;

/** Which challenges, and words in their title; both live in the address. */
export function ChallengeFilters({ search }: { search: ChallengesSearch }) {
  const intl = useIntl();
  const navigate = useNavigate();
  const find = useDebouncedCallback((q: string) => {
    void navigate({ to: '/challenges', search: { ...search, q: q.trim() || undefined }, replace: true });
  }, PAUSE);
  return (
    <div className={classes.bar}>
      <Segments label={intl.formatMessage({ id: 'challenges.filter' })}>
        {CHOICES.map((show) => (
          <Link key={show ?? 'open'} to="/challenges" search={{ ...search, show }} activeOptions={{ exact: true }}>
            <FormattedMessage id={`challenges.show.${show ?? 'open'}`} />
          </Link>
        ))}
      </Segments>
      <TextInput
        type="search"
        aria-label={intl.formatMessage({ id: 'challenges.search' })}
        placeholder={intl.formatMessage({ id: 'challenges.search' })}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        defaultValue={search.q}
        onChange={({ currentTarget }) => find(currentTarget.value)}
      />
    </div>
  );
}
