import { Link } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { MAIN } from './destinations';
import classes from './TabBar.module.css';

/** The narrow screen's navigation, under the thumb. */
export function TabBar() {
  const intl = useIntl();
  return (
    <nav aria-label={intl.formatMessage({ id: 'nav.tabs' })} className={classes.bar}>
      {MAIN.map(({ to, label, short, icon: Icon }) => (
        <Link key={to} to={to} activeOptions={{ exact: to === '/', includeSearch: false }} className={classes.tab}>
          <Icon size={22} stroke={1.75} aria-hidden="true" />
          <FormattedMessage id={short ?? label} />
        </Link>
      ))}
    </nav>
  );
}
