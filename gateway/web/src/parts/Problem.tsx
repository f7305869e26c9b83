import { useIntl, type IntlShape } from 'react-intl';
import { Failure } from '../api/failure';
import { Notice } from './Notice';

/** A failed action in words: what happened, what to do, and the id to give to whoever looks after Laurel. */
export function Problem({ error }: { error: unknown }) {
  const intl = useIntl();
  if (!error) return null;
  return <Notice tone="problem">{problemText(intl, error)}</Notice>;
}

/** The same as plain text. */
export function problemText(intl: IntlShape, error: unknown): string {
  if (!(error instanceof Failure)) return intl.formatMessage({ id: 'problem.unknown' });
  if (error.code === 'OFFLINE') return intl.formatMessage({ id: 'problem.offline' });
  if (error.code === 'UNAVAILABLE') return intl.formatMessage({ id: 'problem.unavailable' });
  if (error.code === 'INTERNAL') return intl.formatMessage({ id: 'problem.internal' }, { id: error.id ?? '–' });
  return error.message;
}
