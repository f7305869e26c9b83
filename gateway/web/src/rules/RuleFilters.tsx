import { NativeSelect } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { SearchField } from '../parts/SearchField';
import { Segments } from '../parts/Segments';
import classes from './RulesPage.module.css';
import { RulesSearch } from './search';
import { T, useRuleText } from './text/texts';

const STATES = [undefined, 'live', 'draft', 'retired'] as const;

/** Which rules, in which order; all of it lives in the address. */
export function RuleFilters({ search }: { search: RulesSearch }) {
  const t = useRuleText();
  const navigate = useNavigate();
  const go = (change: Partial<RulesSearch>) => void navigate({ to: '/admin/badges', search: RulesSearch.parse({ ...search, ...change }), replace: true });
  return (
    <div className={classes.filters}>
      <Segments label={t('rules.filter')}>
        {STATES.map((state) => (
          <Link key={state ?? 'all'} to="/admin/badges" search={{ ...search, state }} activeOptions={{ exact: true }}>
            <T id={`rules.filter.${state ?? 'all'}`} />
          </Link>
        ))}
      </Segments>
      <SearchField className={classes.search} label={t('rules.search')} q={search.q} onFind={(q) => go({ q })} />
      <NativeSelect
        aria-label={t('rules.sort')}
        value={search.sort ?? 'name'}
        data={(['name', 'newest'] as const).map((value) => ({ value, label: t(`rules.sort.${value}`) }))}
        onChange={({ currentTarget: { value } }) => go({ sort: value === 'newest' ? 'newest' : undefined })}
      />
    </div>
  );
}
