import { Button } from '@mantine/core';
import { Notice } from '../parts/Notice';
import classes from './Editor.module.css';
import { T } from './text/texts';
import type { Fate } from './useKept';

interface KeptNoticeProps {
  fate: Fate;
  onUse: () => void;
  onDrop: () => void;
}

/** That what this browser kept is used; or the question whether to, where that would overwrite what is newer. */
export function KeptNotice({ fate, onUse, onDrop }: KeptNoticeProps) {
  if (fate === 'used') return <Notice tone="done"><T id="rules.kept" /></Notice>;
  if (fate === 'none') return null;
  return (
    <Notice tone="problem">
      <T id="rules.kept.other" />
      <div className={classes.choices}>
        <Button variant="default" size="compact-md" onClick={onDrop}><T id="rules.kept.drop" /></Button>
        <Button variant="default" size="compact-md" onClick={onUse}><T id="rules.kept.use" /></Button>
      </div>
    </Notice>
  );
}
