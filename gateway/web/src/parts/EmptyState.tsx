import type { ReactNode } from 'react';
import classes from './EmptyState.module.css';

interface EmptyStateProps {
  /** A picture 96 wide. */
  picture?: ReactNode;
  title: ReactNode;
  /** One sentence: what to do, and the effort it takes. */
  children: ReactNode;
  action?: ReactNode;
}

/** What stands where nothing is yet: it names the next action. */
export function EmptyState({ picture, title, children, action }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      {picture}
      <div>
        <p className={`t-heading t-side ${classes.title}`}>{title}</p>
        <p className="t-second">{children}</p>
        {action && <div className={classes.action}>{action}</div>}
      </div>
    </div>
  );
}
