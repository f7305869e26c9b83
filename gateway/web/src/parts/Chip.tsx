import type { ReactNode } from 'react';
import classes from './Chip.module.css';

interface ChipProps {
  tone?: 'neutral' | 'laurel' | 'gold' | 'clay';
  children: ReactNode;
}

/** A word or two on a tint: a state, never a control. */
export function Chip({ tone = 'neutral', children }: ChipProps) {
  return (
    <span className={classes.chip} data-tone={tone}>
      {children}
    </span>
  );
}
