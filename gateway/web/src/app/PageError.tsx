import { Button } from '@mantine/core';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useEffect } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { isSignedOut } from '../api/failure';
import { Page, PageHead } from '../parts/Page';
import { problemText } from '../parts/Problem';
import { TextProvider } from '../text/TextProvider';

/** A page that could not be shown: what happened, and a way on. */
export function PageError(props: ErrorComponentProps) {
  return (
    <TextProvider>
      <ErrorPage {...props} />
    </TextProvider>
  );
}

function ErrorPage({ error, reset }: ErrorComponentProps) {
  const intl = useIntl();
  const router = useRouter();
  const boundary = useQueryErrorResetBoundary();
  useEffect(() => boundary.reset(), [boundary]);
  if (isSignedOut(error)) return null;
  return (
    <Page title={intl.formatMessage({ id: 'error.title' })} narrow>
      <PageHead
        title={<FormattedMessage id="error.title" />}
        standfirst={problemText(intl, error)}
        actions={
          <Button onClick={retry}>
            <FormattedMessage id="error.retry" />
          </Button>
        }
      />
    </Page>
  );

  function retry() {
    reset();
    void router.invalidate();
  }
}
