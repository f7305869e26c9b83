import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { ButtonLink } from '../parts/ButtonLink';
import { Notice } from '../parts/Notice';
import { Page, PageHead } from '../parts/Page';
import { KudosForm } from './KudosForm';
import classes from './KudosPage.module.css';

const route = getRouteApi('/signed-in/kudos/new');

/** Thank someone, for a reason that everyone may read. */
export function KudosPage() {
  const intl = useIntl();
  const { to } = route.useSearch();
  const [thanked, setThanked] = useState<string>();
  return (
    <Page title={intl.formatMessage({ id: 'kudos.title' })} narrow>
      <PageHead title={<FormattedMessage id="kudos.title" />} standfirst={<FormattedMessage id="kudos.standfirst" />} />
      <div className={classes.body}>
        {thanked && (
          <Notice tone="done">
            <FormattedMessage id="kudos.done" values={{ name: thanked }} />{' '}
            <ButtonLink to="/feed" variant="transparent" size="compact-sm"><FormattedMessage id="kudos.seeFeed" /></ButtonLink>
          </Notice>
        )}
        <KudosForm to={to} onThanked={setThanked} />
      </div>
    </Page>
  );
}
