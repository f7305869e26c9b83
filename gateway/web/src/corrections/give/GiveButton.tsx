import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconGift } from '@tabler/icons-react';
import { useState } from 'react';
import type { GivableBadgeFragment } from '../../gen/graphql';
import { Dialog } from '../../parts/Dialog';
import { Notice } from '../../parts/Notice';
import { T } from '../text/texts';
import { GiveForm } from './GiveForm';

interface GiveButtonProps {
  badge: GivableBadgeFragment;
  /** The page's main deed, or one of several. */
  variant?: 'filled' | 'default';
}

/** Opens the form that gives a badge; says who was given it. */
export function GiveButton({ badge, variant = 'default' }: GiveButtonProps) {
  const [open, dialog] = useDisclosure(false);
  const [given, setGiven] = useState<string>();
  const onGiven = (name: string) => {
    setGiven(name);
    dialog.close();
  };
  return (
    <>
      <Button variant={variant} leftSection={<IconGift size={16} aria-hidden="true" />} onClick={dialog.open}>
        <T id="give.open" />
      </Button>
      {given && <Notice tone="done"><T id="give.done" values={{ name: given }} /></Notice>}
      {open && (
        <Dialog title={<T id="give.title" values={{ name: badge.name }} />} size="lg" closeOnClickOutside={false} onClose={dialog.close}>
          <GiveForm badge={badge} onGiven={onGiven} onClose={dialog.close} />
        </Dialog>
      )}
    </>
  );
}
