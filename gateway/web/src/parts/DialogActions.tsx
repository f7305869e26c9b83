import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import classes from './DialogActions.module.css';

interface DialogActionsProps {
  onClose: () => void;
  /** The button that does it. */
  children: ReactNode;
}

/** The foot of a dialog: the way back, and the deed. */
export function DialogActions({ onClose, children }: DialogActionsProps) {
  return (
    <div className={classes.actions}>
      <Button variant="default" onClick={onClose}>
        <FormattedMessage id="dialog.back" />
      </Button>
      {children}
    </div>
  );
}
