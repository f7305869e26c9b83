import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Field.module.css';

/** What is wrong, in the server's words, at the place where it is. */
export function Fault({ children }: { children: ReactNode }) {
  return (
    <p className={`t-small ${classes.fault}`}>
      <IconAlertCircle size={16} aria-hidden="true" />
      {children}
    </p>
  );
}
