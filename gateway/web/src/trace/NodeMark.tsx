import { IconCheck, IconDots } from '@tabler/icons-react';
import { useIntl } from 'react-intl';
import classes from './NodeMark.module.css';

/** A check on a laurel disc, or three dots in a leaf ring: never a cross. */
export function NodeMark({ done }: { done: boolean }) {
  const intl = useIntl();
  const Icon = done ? IconCheck : IconDots;
  return (
    <span className={classes.mark} data-done={done || undefined}>
      <span className="visually-hidden">{intl.formatMessage({ id: done ? 'trace.done' : 'trace.notYet' })}</span>
      <Icon size={14} stroke={2.5} aria-hidden="true" />
    </span>
  );
}
