import { IconAlertCircle, IconCheck, IconCloudUp } from '@tabler/icons-react';
import classes from './Editor.module.css';
import { T } from './text/texts';
import type { Saving } from './useAutosave';

const ICONS = { saved: IconCheck, saving: IconCloudUp, waiting: IconCloudUp, held: IconAlertCircle, failed: IconAlertCircle } as const;

/** Whether what stands here is saved, said as it changes. */
export function SavedState({ state }: { state: Saving }) {
  const Icon = ICONS[state];
  return (
    <output className={`t-small ${classes.saved}`} data-state={state}>
      <Icon size={16} aria-hidden="true" />
      <T id={`rules.saving.${state}`} />
    </output>
  );
}
