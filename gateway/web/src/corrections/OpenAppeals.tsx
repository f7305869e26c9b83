import { useQuery } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { queryFor } from '../api/queries';
import { OpenAppealsDocument } from '../gen/graphql';
import { Chip } from '../parts/Chip';

/** Nobody hints at what others do, so it is asked now and then. */
const openAppeals = { ...queryFor(OpenAppealsDocument, {}, ['BADGES']), refetchInterval: 60_000 };

/** How many appeals wait, beside their name in the navigation; nothing where none does. */
export function OpenAppeals() {
  const n = useQuery(openAppeals).data?.appeals.totalCount ?? 0;
  if (n === 0) return null;
  return (
    <Chip tone="clay">
      <span aria-hidden="true">{n}</span>
      <span className="visually-hidden"><FormattedMessage id="nav.appeals.open" values={{ n }} /></span>
    </Chip>
  );
}
