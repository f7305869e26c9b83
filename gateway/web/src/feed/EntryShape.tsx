import type { ReactNode } from 'react';
import { Ago } from '../text/Dates';
import classes from './EntryShape.module.css';

interface EntryShapeProps {
  /** A face or a badge, 40 wide. */
  picture: ReactNode;
  /** Who did what. */
  line: ReactNode;
  at: string;
  children?: ReactNode;
}

/** The shape all entries share. */
export function EntryShape({ picture, line, at, children }: EntryShapeProps) {
  return (
    <li className={classes.entry}>
      {picture}
      <div className={classes.body}>
        <p className="t-small t-second">
          {line} <span className="t-quiet">· <Ago at={at} /></span>
        </p>
        {children}
      </div>
    </li>
  );
}
