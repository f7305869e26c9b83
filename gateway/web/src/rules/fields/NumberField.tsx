import { NumberInput } from '@mantine/core';
import { useEditing, useFault, useValue } from '../EditorContext';
import type { Path } from '../model/json';
import { useRuleText, type RuleText } from '../text/texts';
import classes from './Field.module.css';

interface NumberFieldProps {
  path: Path;
  label: RuleText;
  min?: number;
  whole?: boolean;
  /** What holds where nothing is said; saying it takes the words away again. */
  usual?: number;
  /** Emptied, it stays to be filled again: without it, what it belongs to would be gone. */
  needed?: boolean;
}

/** A number within a sentence. */
export function NumberField({ path, label, min = 1, whole = true, usual, needed = false }: NumberFieldProps) {
  const t = useRuleText();
  const { set } = useEditing();
  const value = useValue(path);
  const fault = useFault(path);
  const write = (typed: number | string) => {
    if (typed === '') set(path, needed ? null : undefined);
    else if (typeof typed === 'number') set(path, typed === usual ? undefined : typed);
  };
  return (
    <NumberInput
      className={classes.number}
      aria-label={t(label)}
      data-path={path}
      min={min}
      allowDecimal={!whole}
      allowNegative={min < 0}
      clampBehavior="none"
      aria-description={fault}
      error={fault !== undefined}
      value={typeof value === 'number' ? value : (usual ?? '')}
      onChange={write}
    />
  );
}
