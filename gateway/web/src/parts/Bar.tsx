import classes from './Bar.module.css';

/** A share of a whole as a bar. The text beside it says the numbers, so it is silent. */
export function Bar({ have, need }: { have: number; need: number }) {
  const share = need > 0 ? Math.min(1, Math.max(0, have / need)) : 0;
  return (
    <div className={classes.track} aria-hidden="true">
      <div className={classes.fill} style={{ width: `${share * 100}%` }} />
    </div>
  );
}
