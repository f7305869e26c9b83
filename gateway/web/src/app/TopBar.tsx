import { Link } from '@tanstack/react-router';
import { Mark } from '../parts/Mark';
import { AccountMenu } from './AccountMenu';
import classes from './TopBar.module.css';

/** The narrow screen's head: the mark, and oneself. */
export function TopBar() {
  return (
    <header className={classes.bar}>
      <Link to="/" className={classes.brand}>
        <Mark /> Laurel
      </Link>
      <AccountMenu />
    </header>
  );
}
