import type { ReactNode } from 'react';
import { Avatar } from './Avatar';
import classes from './PersonLine.module.css';

interface PersonLineProps {
  person: { id: string; displayName: string };
  /** What stands below the name. */
  children?: ReactNode;
  size?: number;
}

/** A person as a line: initials, name, and one thing about them. */
export function PersonLine({ person, children, size = 32 }: PersonLineProps) {
  return (
    <div className={classes.line}>
      <Avatar person={person} size={size} />
      <div className={classes.words}>
        <div className={`t-small ${classes.name}`}>{person.displayName}</div>
        {children && <div className="t-micro t-quiet">{children}</div>}
      </div>
    </div>
  );
}
