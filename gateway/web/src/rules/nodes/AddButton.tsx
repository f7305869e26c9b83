import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Node.module.css';

/** Adds something to what stands above. */
export function AddButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className={`t-link t-small ${classes.add}`} onClick={onClick}>
      <IconPlus size={16} aria-hidden="true" />
      {children}
    </button>
  );
}
