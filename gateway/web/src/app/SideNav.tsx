import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { OpenAppeals } from '../corrections/OpenAppeals';
import { PaletteButton } from '../palette/PaletteButton';
import { Mark } from '../parts/Mark';
import { Problem } from '../parts/Problem';
import { useAccountError } from './accountError';
import { AccountMenu } from './AccountMenu';
import { APPEALS, LAUNCH, MAIN, RULES, SOURCES, type Destination } from './destinations';
import classes from './SideNav.module.css';
import { isAdmin, mayLaunch, useViewer } from './viewer';

/** The navigation on the left. */
export function SideNav() {
  const intl = useIntl();
  const viewer = useViewer();
  return (
    <header className={classes.side}>
      <Link to="/" className={classes.brand}>
        <Mark /> Laurel
      </Link>
      <PaletteButton />
      <nav aria-label={intl.formatMessage({ id: 'nav.main' })} className={classes.nav}>
        {MAIN.map((destination) => (
          <NavLink key={destination.to} {...destination} />
        ))}
        {mayLaunch(viewer) && <Group title={<FormattedMessage id="nav.managing" />} items={[LAUNCH]} />}
        {isAdmin(viewer) && <Group title={<FormattedMessage id="nav.administration" />} items={[RULES, APPEALS, SOURCES]} />}
      </nav>
      <Problem error={useAccountError()} />
      <AccountMenu named />
    </header>
  );
}

function Group({ title, items }: { title: ReactNode; items: readonly Destination[] }) {
  return (
    <>
      <div className={classes.caption}>{title}</div>
      {items.map((destination) => (
        <NavLink key={destination.to} {...destination} />
      ))}
    </>
  );
}

function NavLink({ to, label, icon: Icon }: Destination) {
  return (
    <Link to={to} activeOptions={{ exact: to === '/', includeSearch: false }} className={classes.item}>
      <Icon size={19} stroke={1.75} aria-hidden="true" />
      <FormattedMessage id={label} />
      {to === APPEALS.to && <span className={classes.count}><OpenAppeals /></span>}
    </Link>
  );
}
