import { NumberInput, TextInput } from '@mantine/core';
import { useEditing, useFault, useValue } from '../EditorContext';
import { readDuration, spelledOut, writeDuration, type Unit } from '../model/durations';
import { asText, type Path } from '../model/json';
import { useRuleText } from '../text/texts';
import { ChoiceField } from './ChoiceField';
import classes from './Field.module.css';

interface DurationFieldProps {
  path: Path;
  units: readonly Unit[];
}

/** A length of time: a number of one unit; what is of several units is written as ISO 8601 does. */
export function DurationField({ path, units }: DurationFieldProps) {
  const t = useRuleText();
  const { set } = useEditing();
  const text = asText(useValue(path));
  const fault = useFault(path) !== undefined;
  const duration = readDuration(text, units);
  const unit = duration?.unit ?? 'other';
  return (
    <>
      {duration ? (
        <NumberInput
          className={classes.number}
          aria-label={t('rules.duration')}
          data-path={path}
          min={1}
          allowDecimal={false}
          error={fault}
          value={duration.n}
          onChange={(n) => typeof n === 'number' && set(path, writeDuration({ n, unit: duration.unit }))}
        />
      ) : (
        <TextInput
          className={`${classes.op} ${classes.code}`}
          aria-label={t('rules.duration.iso')}
          data-path={path}
          placeholder="P1DT12H"
          error={fault}
          value={text}
          onChange={({ currentTarget }) => set(path, currentTarget.value)}
        />
      )}
      <ChoiceField
        label={t('rules.duration.unit')}
        choices={[...units, 'other']}
        value={unit}
        say={(choice) => t(`rules.unit.${choice}`, { n: duration?.n ?? 2 })}
        onChange={(choice) => set(path, choice === 'other' ? spelledOut(text) : writeDuration({ n: duration?.n ?? 1, unit: choice }))}
      />
    </>
  );
}
