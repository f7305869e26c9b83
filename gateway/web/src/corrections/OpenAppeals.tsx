import { useQuery } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { Chip } from '../parts/Chip';
import { openAppealsQuery } from './openAppeals';

/** How many appeals wait, beside their name in the navigation; nothing where none does. */
export function OpenAppeals() {
  const n = useQuery(openAppealsQuery).data?.appeals.totalCount ?? 0;
  if (n === 0) return null;
  return (
    <Chip tone="clay">
      <span aria-hidden="true">{n}</span>
      <span className="visually-hidden"><FormattedMessage id="nav.appeals.open" values={{ n }} /></span>
    </Chip>
  );
}
