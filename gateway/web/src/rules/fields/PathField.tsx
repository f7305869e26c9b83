import { Autocomplete } from '@mantine/core';
import { FormattedNumber } from 'react-intl';
import { useEditing, useFault, useValue } from '../EditorContext';
import { asText, type Path } from '../model/json';
import { useRuleText, type RuleText } from '../text/texts';
import type { ObservedPath } from './useObserved';
import classes from './Field.module.css';

interface PathFieldProps {
  path: Path;
  label?: RuleText;
  known: readonly ObservedPath[];
}

/** A field of the facts: those that they really have, with how many have it; any other may be typed. */
export function PathField({ path, label = 'rules.path', known }: PathFieldProps) {
  const t = useRuleText();
  const { set } = useEditing();
  const fault = useFault(path);
  const value = asText(useValue(path));
  const byPath = new Map(known.map((one) => [one.path, one]));
  return (
    <Autocomplete
      className={classes.path}
      aria-label={t(label)}
      data-path={path}
      placeholder={t('rules.path.placeholder')}
      aria-description={fault}
      error={fault !== undefined}
      value={value}
      data={[...byPath.keys()]}
      filter={({ options, search }) => (byPath.has(search) ? options : options.filter((one) => 'value' in one && one.value.includes(search)))}
      comboboxProps={{ withinPortal: false, keepMounted: false, position: 'bottom-start', width: 300 }}
      withScrollArea={false}
      renderOption={({ option }) => <PathOption path={option.value} known={byPath.get(option.value)} />}
      onChange={(typed) => set(path, typed.trim())}
    />
  );
}

export function PathOption({ path, known }: { path: string; known: ObservedPath | undefined }) {
  return (
    <span className={classes.option}>
      <b>{path}</b>
      {known !== undefined && known.count > 0 && <span className={`t-micro ${classes.count}`}><FormattedNumber value={known.count} /></span>}
    </span>
  );
}
