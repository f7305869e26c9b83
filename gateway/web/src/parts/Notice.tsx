import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Notice.module.css';

interface NoticeProps {
  tone: 'done' | 'problem';
  children: ReactNode;
}

/** The outcome of something just done, read out as it appears. */
export function Notice({ tone, children }: NoticeProps) {
  const Icon = tone === 'done' ? IconCircleCheck : IconAlertCircle;
  return (
    <div className={`t-small ${classes.notice}`} data-tone={tone} role={tone === 'done' ? 'status' : 'alert'}>
      <Icon size={18} stroke={1.75} aria-hidden="true" />
      <div>{children}</div>
    </div>
  );
}
