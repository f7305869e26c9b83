import { useId, type ReactNode } from 'react';
import classes from './Section.module.css';

interface SectionProps {
  title: ReactNode;
  /** One link or count at the right of the title. */
  aside?: ReactNode;
  /** A side column's smaller title. */
  side?: boolean;
  className?: string | undefined;
  /** Where a link can point to. */
  anchor?: string;
  children: ReactNode;
}

/** A titled part of a page, named by its heading. */
export function Section({ title, aside, side = false, className, anchor, children }: SectionProps) {
  const id = useId();
  return (
    <section id={anchor} aria-labelledby={id} className={className}>
      <div className={classes.head}>
        <h2 id={id} className={side ? 't-side' : undefined}>
          {title}
        </h2>
        {aside && <div className={`t-small ${classes.aside}`}>{aside}</div>}
      </div>
      {children}
    </section>
  );
}
