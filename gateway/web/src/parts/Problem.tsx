import type { ReactNode } from 'react';
import { FormattedMessage, useIntl, type IntlShape } from 'react-intl';
import { Failure, isSignedOut } from '../api/failure';
import { Notice } from './Notice';

/** A failed action in words: what happened, what to do, and the id to give to whoever looks after Laurel. */
export function Problem({ error }: { error: unknown }) {
  const intl = useIntl();
  if (!error) return null;
  return <Notice tone="problem">{isSignedOut(error) ? <SignedOut /> : problemText(intl, error)}</Notice>;
}

/** The same as plain text, for all but a session that is over. */
export function problemText(intl: IntlShape, error: unknown): string {
  if (!(error instanceof Failure)) return intl.formatMessage({ id: 'problem.unknown' });
  if (error.code === 'OFFLINE') return intl.formatMessage({ id: 'problem.offline' });
  if (error.code === 'UNAVAILABLE') return intl.formatMessage({ id: 'problem.unavailable' });
  if (error.code === 'INTERNAL') return intl.formatMessage({ id: 'problem.internal' }, { id: error.id ?? '–' });
  return error.message;
}

/** The door opens beside the page: what is filled in here stays, and can be sent again. */
function SignedOut() {
  const link = (words: ReactNode[]) => <a href="/sign-in" target="_blank" rel="noopener" className="t-link">{words}</a>;
  return <FormattedMessage id="problem.signedOut" values={{ link }} />;
}
