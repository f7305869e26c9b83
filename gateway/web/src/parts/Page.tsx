import { useEffect, useRef, type ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { isPaletteOpened } from '../palette/opened';
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
  const page = useFocusOnArrival(title);
  return (
    <div ref={page} className={classes.page} data-narrow={narrow || undefined}>
      <title>{intl.formatMessage({ id: 'page.title' }, { title })}</title>
      {children}
    </div>
  );
}

let arrivedBefore = false;

/**
 * A page that one goes to is announced by its heading, and Tab goes on from there; the first page opened is not, nor one
 * over which the palette is open again, nor a name that comes, or is changed, when somebody is already at something on
 * it. An address that ends in a part's name leads to that part.
 */
function useFocusOnArrival(title: string) {
  const page = useRef<HTMLDivElement>(null);
  const stands = useRef(false);
  useEffect(() => {
    const part = partNamed(page.current, window.location.hash.slice(1));
    if (part) part.scrollIntoView();
    else if (arrivedBefore && !isPaletteOpened() && !(stands.current && isBusy(page.current))) page.current?.querySelector('h1')?.focus({ preventScroll: true });
    stands.current = true;
    arrivedBefore = true;
  }, [title]);
  return page;
}

/** Whether somebody is in a dialog over the page, in a field of it or at a button; a link may have led to the new name. */
function isBusy(page: HTMLElement | null): boolean {
  const at = document.activeElement;
  const within = page?.contains(at) && at?.matches('input, textarea, select, button, [contenteditable]');
  return Boolean(within || at?.closest('[role="dialog"]'));
}

function partNamed(page: HTMLElement | null, name: string): Element | null | undefined {
  return name ? page?.querySelector(`[id="${CSS.escape(name)}"]`) : null;
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
