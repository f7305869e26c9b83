import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Segments } from '../parts/Segments';
import classes from './RulesPage.module.css';
import { RulesSearch } from './search';
import { T, useRuleText } from './text/texts';

const STATES = [undefined, 'live', 'draft', 'retired'] as const;
const PAUSE = 250;

/** Which rules, in which order; all of it lives in the address. */
export function RuleFilters({ search }: { search: RulesSearch }) {
  const t = useRuleText();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(search.q ?? '');
  const go = (change: Partial<RulesSearch>) => void navigate({ to: '/admin/badges', search: RulesSearch.parse({ ...search, ...change }), replace: true });
  const find = useDebouncedCallback((q: string) => go({ q: q || undefined }), PAUSE);
  return (
    <div className={classes.filters}>
      <Segments label={t('rules.filter')}>
        {STATES.map((state) => (
          <Link key={state ?? 'all'} to="/admin/badges" search={{ ...search, state }} activeOptions={{ exact: true }}>
            <T id={`rules.filter.${state ?? 'all'}`} />
          </Link>
        ))}
      </Segments>
      <TextInput
        className={classes.search}
        type="search"
        aria-label={t('rules.search')}
        placeholder={t('rules.search')}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        value={typed}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value);
          find(value);
        }}
      />
      <NativeSelect
        aria-label={t('rules.sort')}
        value={search.sort ?? 'name'}
        data={(['name', 'newest'] as const).map((value) => ({ value, label: t(`rules.sort.${value}`) }))}
        onChange={({ currentTarget: { value } }) => go({ sort: value === 'newest' ? 'newest' : undefined })}
      />
    </div>
  );
}
