import { Button } from '@mantine/core';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useEffect } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { isSignedOut } from '../api/failure';
import { problemText } from '../parts/Problem';
import { DeadEnd } from './DeadEnd';
import { leaveForSignIn } from './leaveForSignIn';

/** A page that could not be shown: what happened, and a way on; the door, where the session is over. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const intl = useIntl();
  const router = useRouter();
  const isOver = isSignedOut(error);
  const boundary = useQueryErrorResetBoundary();
  useEffect(() => boundary.reset(), [boundary]);
  useEffect(() => {
    if (isOver) leaveForSignIn(router);
  }, [isOver, router]);
  if (isOver) return null;
  const again = (
    <Button onClick={retry}>
      <FormattedMessage id="error.retry" />
    </Button>
  );
  return <DeadEnd title={intl.formatMessage({ id: 'error.title' })} action={again}>{problemText(intl, error)}</DeadEnd>;

  function retry() {
    reset();
    void router.invalidate();
  }
}
