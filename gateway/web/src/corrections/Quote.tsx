import classes from './Corrections.module.css';

/** What somebody wrote, in their own lines. */
export function Quote({ children }: { children: string }) {
  return <blockquote className={classes.quote}>{children}</blockquote>;
}
