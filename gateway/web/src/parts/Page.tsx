import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import classes from './Page.module.css';

interface PageProps {
  /** The page's name, in the browser's tab and its history. */
  title: string;
  /** Text and reading pages are narrower than boards. */
  narrow?: boolean;
  children: ReactNode;
}

/** The content of one address, with its title. */
export function Page({ title, narrow = false, children }: PageProps) {
  const intl = useIntl();
  return (
    <div className={classes.page} data-narrow={narrow || undefined}>
      <title>{intl.formatMessage({ id: 'page.title' }, { title })}</title>
      {children}
    </div>
  );
}

interface PageHeadProps {
  title: ReactNode;
  standfirst?: ReactNode;
  /** The page's one or two actions. */
  actions?: ReactNode;
}

/** A page's heading, what it is about, and what can be done. */
export function PageHead({ title, standfirst, actions }: PageHeadProps) {
  return (
    <header className={classes.head}>
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {standfirst && <p className={classes.standfirst}>{standfirst}</p>}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}
