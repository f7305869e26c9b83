import { FormattedMessage, useIntl } from 'react-intl';
import type { ReceivedRowFragment, ReceivedStatus } from '../gen/graphql';
import { Chip } from '../parts/Chip';
import table from '../parts/table.module.css';
import { Moment } from '../text/Dates';
import classes from './SourcePage.module.css';

/** Received events, newest first, each with the reason where it was turned away. */
export function ReceivedTable({ events }: { events: readonly ReceivedRowFragment[] }) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col"><FormattedMessage id="received.when" /></th>
          <th scope="col"><FormattedMessage id="received.event" /></th>
          <th scope="col"><FormattedMessage id="received.subject" /></th>
          <th scope="col"><FormattedMessage id="received.status" /></th>
          <th scope="col"><FormattedMessage id="received.reason" /></th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <ReceivedRow key={event.id} event={event} />
        ))}
      </tbody>
    </table>
  );
}

function ReceivedRow({ event }: { event: ReceivedRowFragment }) {
  const intl = useIntl();
  const { type, eventId, subject, status, field, problem, receivedAt } = event;
  return (
    <tr>
      <td data-label={intl.formatMessage({ id: 'received.when' })}><Moment at={receivedAt} /></td>
      <td data-label={intl.formatMessage({ id: 'received.event' })}>
        <div>
          {type ?? '–'}
          <div className="t-micro t-quiet">{eventId}</div>
        </div>
      </td>
      <td data-label={intl.formatMessage({ id: 'received.subject' })}>{subject}</td>
      <td data-label={intl.formatMessage({ id: 'received.status' })}>
        <Chip tone={TONES[status]}><FormattedMessage id={`received.status.${status}`} /></Chip>
      </td>
      <td>
        {problem && (
          <p className={`t-small ${TONES[status] === 'clay' ? classes.problem : 't-second'}`}>
            {field && <><code className={classes.code}>{field}</code>: </>}
            {problem}
          </p>
        )}
      </td>
    </tr>
  );
}

const TONES: Record<ReceivedStatus, 'laurel' | 'neutral' | 'clay'> = {
  ACCEPTED: 'laurel',
  KNOWN: 'neutral',
  PARKED: 'neutral',
  RETRACTED: 'neutral',
  REFUSED: 'clay',
  CONFLICT: 'clay',
};
