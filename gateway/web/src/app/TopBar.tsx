import { Link } from '@tanstack/react-router';
import { PaletteButton } from '../palette/PaletteButton';
import { Mark } from '../parts/Mark';
import { Problem } from '../parts/Problem';
import { useAccountError } from './accountError';
import { AccountMenu } from './AccountMenu';
import classes from './TopBar.module.css';

/** The narrow screen's head: the mark, and oneself. */
export function TopBar() {
  return (
    <header className={classes.bar}>
      <Link to="/" className={classes.brand}>
        <Mark /> Laurel
      </Link>
      <div className={classes.tools}>
        <PaletteButton small />
        <AccountMenu />
      </div>
      <Problem error={useAccountError()} />
    </header>
  );
}
