import type { ReactNode } from 'react';
import classes from './NextStepBox.module.css';

interface NextStepBoxProps {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}

/** The one tinted box at the end of a trace: what to do next. */
export function NextStepBox({ title, children, action }: NextStepBoxProps) {
  return (
    <div className={classes.box}>
      <div>
        <h3>{title}</h3>
        {children && <p className="t-small t-second">{children}</p>}
      </div>
      {action}
    </div>
  );
}
