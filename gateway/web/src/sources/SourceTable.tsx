import { Link } from '@tanstack/react-router';
import { FormattedMessage, FormattedNumber, useIntl } from 'react-intl';
import type { SourcesPageQuery } from '../gen/graphql';
import table from '../parts/table.module.css';
import { Ago } from '../text/Dates';
import { useNow } from '../text/now';
import { isUsable } from './keys';

type Source = SourcesPageQuery['sources'][number];

/** Each source with what came from it. */
export function SourceTable({ sources }: { sources: readonly Source[] }) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col"><FormattedMessage id="source.name" /></th>
          <th scope="col"><FormattedMessage id="source.lastEvent" /></th>
          <th scope="col" className={table.number}><FormattedMessage id="source.keys" /></th>
          <th scope="col" className={table.number}><FormattedMessage id="source.accepted" /></th>
          <th scope="col" className={table.number}><FormattedMessage id="source.parked" /></th>
          <th scope="col" className={table.number}><FormattedMessage id="source.refused" /></th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <SourceRow key={source.id} source={source} />
        ))}
      </tbody>
    </table>
  );
}

function SourceName({ source: { id, name, description } }: { source: Source }) {
  return (
    <div>
      <Link to="/sources/$sourceId" params={{ sourceId: id }} className={table.name}>{name}</Link>
      <div className="t-small t-quiet">{description}</div>
    </div>
  );
}

function SourceRow({ source }: { source: Source }) {
  const intl = useIntl();
  const now = useNow();
  const label = (id: 'lastEvent' | 'keys' | 'accepted' | 'parked' | 'refused') => intl.formatMessage({ id: `source.${id}` });
  return (
    <tr>
      <th scope="row">
        <SourceName source={source} />
      </th>
      <td data-label={label('lastEvent')}>
        {source.lastEventAt ? <Ago at={source.lastEventAt} /> : <span className="t-quiet"><FormattedMessage id="source.never" /></span>}
      </td>
      <td data-label={label('keys')} className={table.number}>{source.keys.filter((key) => isUsable(key, now)).length}</td>
      <td data-label={label('accepted')} className={table.number}><FormattedNumber value={source.accepted} /></td>
      <td data-label={label('parked')} className={table.number}><FormattedNumber value={source.parked} /></td>
      <td data-label={label('refused')} className={table.number}><FormattedNumber value={source.refused} /></td>
    </tr>
  );
}
