import type { ReactNode } from 'react';
import { EmptyWreath } from '../parts/EmptyWreath';
import { Page } from '../parts/Page';
import classes from './DeadEnd.module.css';

interface DeadEndProps {
  title: string;
  /** What happened. */
  children: ReactNode;
  /** The way on. */
  action: ReactNode;
}

/** A page that is not there, or could not be shown. */
export function DeadEnd({ title, children, action }: DeadEndProps) {
  return (
    <Page title={title} narrow>
      <EmptyWreath />
      <h1 tabIndex={-1} className={classes.title}>{title}</h1>
      <p className={`t-standfirst ${classes.text}`}>{children}</p>
      {action}
    </Page>
  );
}
