import { Button } from '@mantine/core';
import { FormattedMessage, useIntl } from 'react-intl';
import type { KeyRowFragment } from '../gen/graphql';
import { Chip } from '../parts/Chip';
import table from '../parts/table.module.css';
import { Ago, Day, Moment } from '../text/Dates';
import { useNow } from '../text/now';
import type { KeyAct } from './KeyDialog';
import { isUsable, keyState } from './keys';
import classes from './SourcePage.module.css';

interface KeyTableProps {
  keys: readonly KeyRowFragment[];
  onAct: (act: KeyAct) => void;
}

/** The keys: never the secret, only how it begins. */
export function KeyTable({ keys, onAct }: KeyTableProps) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col"><FormattedMessage id="key.name" /></th>
          <th scope="col"><FormattedMessage id="key.prefix" /></th>
          <th scope="col"><FormattedMessage id="key.created" /></th>
          <th scope="col"><FormattedMessage id="key.lastUsed" /></th>
          <th scope="col"><FormattedMessage id="key.state" /></th>
          <th scope="col"><span className="visually-hidden"><FormattedMessage id="key.actions" /></span></th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <KeyRow key={key.id} row={key} onAct={onAct} />
        ))}
      </tbody>
    </table>
  );
}

function KeyRow({ row, onAct }: { row: KeyRowFragment; onAct: KeyTableProps['onAct'] }) {
  const intl = useIntl();
  const { id, name } = row;
  const usable = isUsable(row, useNow());
  const label = (column: 'prefix' | 'created' | 'lastUsed' | 'state') => intl.formatMessage({ id: `key.${column}` });
  return (
    <tr>
      <th scope="row" className={table.name}>{name}</th>
      <td data-label={label('prefix')}><code className={classes.code}>{row.prefix}…</code></td>
      <td data-label={label('created')}><Day at={row.createdAt} /></td>
      <td data-label={label('lastUsed')}>{row.lastUsedAt ? <Ago at={row.lastUsedAt} /> : <FormattedMessage id="source.never" />}</td>
      <td data-label={label('state')}><KeyStateChip row={row} /></td>
      <td>
        {usable && (
          <div className={classes.tools}>
            <Button variant="subtle" size="compact-sm" aria-label={intl.formatMessage({ id: 'key.rotate.which' }, { name })} onClick={() => onAct({ kind: 'rotate', id, name })}>
              <FormattedMessage id="key.rotate" />
            </Button>
            <Button variant="subtle" color="clay" size="compact-sm" aria-label={intl.formatMessage({ id: 'key.revoke.which' }, { name })} onClick={() => onAct({ kind: 'revoke', id, name })}>
              <FormattedMessage id="key.revoke" />
            </Button>
          </div>
        )}
      </td>
    </tr>
  );
}

function KeyStateChip({ row }: { row: KeyRowFragment }) {
  const state = keyState(row, useNow());
  const tone = state === 'active' ? 'laurel' : state === 'revoked' ? 'clay' : 'neutral';
  const until = row.expiresAt ? <Moment at={row.expiresAt} /> : '';
  return <Chip tone={tone}><FormattedMessage id={`key.state.${state}`} values={{ until }} /></Chip>;
}
