import type { ReactNode } from 'react';
import { ButtonLink } from '../parts/ButtonLink';
import { EmptyState } from '../parts/EmptyState';
import { EmptyWreath } from '../parts/EmptyWreath';
import type { RulesSearch } from './search';
import { T } from './text/texts';

interface NoRulesProps {
  search: RulesSearch;
  /** The way to a first badge. */
  add: ReactNode;
}

/** Nothing to show: there is no badge yet, or none that was asked for. */
export function NoRules({ search: { state, q, sort }, add }: NoRulesProps) {
  if (!state && !q) return <EmptyState picture={<EmptyWreath />} title={<T id="rules.empty" />} action={add}><T id="rules.empty.text" /></EmptyState>;
  const all = <ButtonLink to="/admin/badges" search={{ sort }} variant="default"><T id="rules.empty.all" /></ButtonLink>;
  return (
    <EmptyState picture={<EmptyWreath />} title={<T id="rules.empty.found" />} action={all}>
      {q ? <T id="rules.empty.search" values={{ q }} /> : <T id="rules.empty.state" />}
    </EmptyState>
  );
}
