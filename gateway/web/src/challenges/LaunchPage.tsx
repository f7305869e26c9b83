import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { isAdmin, mayLaunch, useViewer } from '../app/viewer';
import { Crumbs } from '../parts/Crumbs';
import { EmptyState } from '../parts/EmptyState';
import { Page, PageHead } from '../parts/Page';
import { LaunchForm } from './LaunchForm';
import classes from './LaunchPage.module.css';
import { launchQuery } from './queries';
import { typeChoices } from './rule';

/** A manager launches a challenge for a unit they manage; an admin for any. */
export function LaunchPage() {
  const intl = useIntl();
  const viewer = useViewer();
  const title = intl.formatMessage({ id: 'launch.page' });
  return (
    <Page title={title}>
      <Crumbs up={<Link to="/challenges"><FormattedMessage id="nav.challenges" /></Link>} here={title} />
      <div className={classes.head}>
        <PageHead title={title} standfirst={<FormattedMessage id="launch.standfirst" />} />
      </div>
      {mayLaunch(viewer) ? <Launch /> : <NotYours />}
    </Page>
  );
}

/** Apart, as the server tells only those who may launch what can be counted. */
function Launch() {
  const viewer = useViewer();
  const { completionTypes, units } = useSuspenseQuery(launchQuery).data;
  const mine = isAdmin(viewer) ? units : viewer.managedUnits;
  return mine.length > 0 ? <LaunchForm units={mine} types={typeChoices(completionTypes)} /> : <NotYours />;
}

function NotYours() {
  return <EmptyState title={<FormattedMessage id="launch.notYours" />}><FormattedMessage id="launch.notYours.text" /></EmptyState>;
}
