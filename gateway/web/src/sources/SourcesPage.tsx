import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useSuspenseQuery } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import { NotFound } from '../app/NotFound';
import { isAdmin, useViewer } from '../app/viewer';
import { EmptyState } from '../parts/EmptyState';
import { EmptyWreath } from '../parts/EmptyWreath';
import { Page, PageHead } from '../parts/Page';
import { NewSourceDialog } from './NewSourceDialog';
import { sourcesQuery } from './queries';
import classes from './SourcesPage.module.css';
import { SourceTable } from './SourceTable';

/** The systems that send completions: for administrators. */
export function SourcesPage() {
  return isAdmin(useViewer()) ? <Sources /> : <NotFound />;
}

function Sources() {
  const intl = useIntl();
  const { sources } = useSuspenseQuery(sourcesQuery).data;
  const [adding, dialog] = useDisclosure(false);
  const add = <Button onClick={dialog.open}><FormattedMessage id="sources.add" /></Button>;
  return (
    <Page title={intl.formatMessage({ id: 'nav.sources' })}>
      <PageHead title={<FormattedMessage id="nav.sources" />} standfirst={<FormattedMessage id="sources.standfirst" />} actions={add} />
      <div className={classes.body}>
        {sources.length === 0 ? (
          <EmptyState picture={<EmptyWreath />} title={<FormattedMessage id="sources.empty" />} action={add}>
            <FormattedMessage id="sources.empty.text" />
          </EmptyState>
        ) : (
          <SourceTable sources={sources} />
        )}
      </div>
      {adding && <NewSourceDialog taken={sources.map(({ id }) => id)} onClose={dialog.close} />}
    </Page>
  );
}
