import { NativeSelect } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import type { BadgesPageQuery } from '../gen/graphql';
import { Segments } from '../parts/Segments';
import classes from './BadgeFilters.module.css';
import { BadgesSearch, SORTS } from './search';

interface BadgeFiltersProps {
  counts: BadgesPageQuery['viewer']['badges'];
  search: BadgesSearch;
}

/** Which badges, in which order; both live in the address. */
export function BadgeFilters({ counts, search }: BadgeFiltersProps) {
  const intl = useIntl();
  const choices = [
    { show: undefined, count: undefined },
    { show: 'earned', count: counts.earned },
    { show: 'in-progress', count: counts.inProgress },
    { show: 'available', count: counts.available },
    { show: 'locked', count: counts.locked },
  ] as const;
  return (
    <div className={classes.bar}>
      <Segments label={intl.formatMessage({ id: 'badges.filter' })}>
        {choices.map(({ show, count }) => (
          <Link
            key={show ?? 'all'}
            to="/badges"
            search={{ ...search, show }}
            activeOptions={{ exact: true }}
          >
            <FormattedMessage id={`badges.show.${show ?? 'all'}`} />
            {count !== undefined && <span className={classes.count}>{count}</span>}
          </Link>
        ))}
      </Segments>
      <SortSelect search={search} />
    </div>
  );
}

function SortSelect({ search }: { search: BadgesSearch }) {
  const intl = useIntl();
  const navigate = useNavigate();
  return (
    <NativeSelect
      aria-label={intl.formatMessage({ id: 'badges.sort' })}
      value={search.sort ?? 'newest'}
      data={Object.keys(SORTS).map((value) => ({ value, label: intl.formatMessage({ id: `badges.sort.${value as keyof typeof SORTS}` }) }))}
      onChange={({ currentTarget: { value } }) => void navigate({ to: '/badges', search: BadgesSearch.parse({ ...search, sort: value }) })}
    />
  );
}
