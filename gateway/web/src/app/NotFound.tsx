import { FormattedMessage, useIntl } from 'react-intl';
import { ButtonLink } from '../parts/ButtonLink';
import { Page, PageHead } from '../parts/Page';
import { TextProvider } from '../text/TextProvider';

/** An address that leads nowhere, or to something that is gone. */
export function NotFound() {
  return (
    <TextProvider>
      <NotFoundPage />
    </TextProvider>
  );
}

function NotFoundPage() {
  const intl = useIntl();
  return (
    <Page title={intl.formatMessage({ id: 'notFound.title' })} narrow>
      <PageHead
        title={<FormattedMessage id="notFound.title" />}
        standfirst={<FormattedMessage id="notFound.text" />}
        actions={
          <ButtonLink to="/">
            <FormattedMessage id="notFound.home" />
          </ButtonLink>
        }
      />
    </Page>
  );
}
