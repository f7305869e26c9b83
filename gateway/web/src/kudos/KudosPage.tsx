import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Notice } from '../parts/Notice';
import { Page, PageHead } from '../parts/Page';
import { KudosForm } from './KudosForm';
import classes from './KudosPage.module.css';

const route = getRouteApi('/signed-in/kudos/new');

/** Thank someone, for a reason that everyone may read. */
export function KudosPage() {
  const intl = useIntl();
  const { to } = route.useSearch();
  const [thanked, setThanked] = useState<readonly string[]>([]);
  return (
    <Page title={intl.formatMessage({ id: 'kudos.title' })} narrow>
      <PageHead title={<FormattedMessage id="kudos.title" />} standfirst={<FormattedMessage id="kudos.standfirst" />} />
      <div className={classes.body}>
        {thanked.length > 0 && (
          <Notice tone="done">
            <FormattedMessage id="kudos.done" values={{ name: thanked.at(-1) }} />{' '}
            <Link to="/feed" className="t-link"><FormattedMessage id="kudos.seeFeed" /></Link>
          </Notice>
        )}
        {/* A fresh form for each. */}
        <KudosForm key={thanked.length} to={thanked.length > 0 ? undefined : to} onThanked={(name) => setThanked([...thanked, name])} />
      </div>
    </Page>
  );
}
