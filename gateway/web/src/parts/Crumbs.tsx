import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import classes from './Crumbs.module.css';

interface CrumbsProps {
  /** A link to the page above. */
  up: ReactNode;
  here: string;
}

/** Where this page hangs. */
export function Crumbs({ up, here }: CrumbsProps) {
  const intl = useIntl();
  return (
    <nav aria-label={intl.formatMessage({ id: 'nav.crumbs' })} className={`t-small ${classes.crumbs}`}>
      {up}
      <IconChevronRight size={14} aria-hidden="true" />
      <span aria-current="page">{here}</span>
    </nav>
  );
}
