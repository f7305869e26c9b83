import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import classes from './Dialog.module.css';
import { useFocusBack } from './useFocusBack';

interface DialogProps {
  title: ReactNode;
  onClose: () => void;
  size?: 'md' | 'lg';
  /** Whether a click beside it closes it; not where something would be lost. */
  closeOnClickOutside?: boolean;
  children: ReactNode;
}

/** A question or a small form over the page. Its head is no <header>: a page has one banner. */
export function Dialog({ title, onClose, size = 'md', closeOnClickOutside = true, children }: DialogProps) {
  const intl = useIntl();
  useFocusBack();
  return (
    <Modal.Root opened onClose={onClose} size={size} centered radius="xl" lockScroll={false} closeOnClickOutside={closeOnClickOutside}>
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content>
        <div className={classes.head}>
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={intl.formatMessage({ id: 'dialog.close' })} />
        </div>
        <Modal.Body className={classes.body}>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
