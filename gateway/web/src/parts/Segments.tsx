import type { ReactNode } from 'react';
import classes from './Segments.module.css';

interface SegmentsProps {
  label: string;
  /** Links: the choice lives in the address. The one that is current carries `data-status="active"`. */
  children: ReactNode;
}

/** One choice of a few. */
export function Segments({ label, children }: SegmentsProps) {
  return (
    <nav aria-label={label} className={classes.segments}>
      {children}
    </nav>
  );
}
