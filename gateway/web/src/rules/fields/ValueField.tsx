import { Autocomplete, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FormattedNumber, useIntl } from 'react-intl';
import { useEditing, useFault, useValue } from '../EditorContext';
import { read, takesList, takesSize, written, type Op, type ValueKind } from '../model/conditions';
import { asList, isScalar, same, type Json, type Path } from '../model/json';
import { useRuleText } from '../text/texts';
import { ChoiceField } from './ChoiceField';
import classes from './Field.module.css';
import type { ObservedPath } from './useObserved';
import { Tags } from './Tags';

interface ValueFieldProps {
  path: Path;
  op: Op;
  kinds: readonly ValueKind[];
  known: ObservedPath | undefined;
}

/** What a field is compared with, in the way that suits the comparison. */
export function ValueField(props: ValueFieldProps) {
  const { op, kinds } = props;
  if (takesList(op)) return <ListValue {...props} />;
  if (op === 'exists' || (kinds.length === 1 && kinds[0] === 'YES_NO')) return <YesOrNo {...props} />;
  if (takesSize(op)) return <SizeValue {...props} />;
  if (op === 'matches') return <PatternValue {...props} />;
  return <OneValue {...props} />;
}

const SUGGESTIONS = { withinPortal: false, keepMounted: false, position: 'bottom-start', width: 280 } as const;

function OneValue({ path, kinds, known }: ValueFieldProps) {
  const label = useRuleText()('rules.value');
  const hint = useRange(known);
  const { set } = useEditing();
  const fault = useFault(path);
  const { text, type } = useTyped(useValue(path), kinds, (value) => set(path, value));
  const values = valuesOf(known, kinds);
  return (
    <Autocomplete
      className={classes.wide}
      aria-label={label}
      data-path={path}
      placeholder={hint}
      error={fault !== undefined}
      value={text}
      data={[...values.keys()]}
      filter={({ options, search }) => (values.has(search) ? options : options.filter((one) => 'value' in one && said(values, one.value).includes(search.toLowerCase())))}
      comboboxProps={SUGGESTIONS}
      withScrollArea={false}
      renderOption={({ option }) => <ValueOption text={option.value} known={values.get(option.value)} />}
      onChange={type}
    />
  );
}

function ListValue({ path, kinds, known }: ValueFieldProps) {
  const label = useRuleText()('rules.values');
  const { set } = useEditing();
  const fault = useFault(path, true);
  const chosen = asList(useValue(path)).filter(isScalar);
  const values = valuesOf(known, kinds);
  return (
    <Tags
      aria-label={label}
      data-path={path}
      error={fault !== undefined}
      value={chosen.map((value) => written(value, kinds))}
      data={[...values.keys()]}
      filter={({ options, search }) => options.filter((one) => 'value' in one && said(values, one.value).includes(search.toLowerCase()))}
      splitChars={[]}
      renderOption={({ option }) => <ValueOption text={option.value} known={values.get(option.value)} />}
      onChange={(texts) => set(path, texts.map((text) => read(text, kinds)))}
    />
  );
}

function YesOrNo({ path, op }: ValueFieldProps) {
  const t = useRuleText();
  const { set } = useEditing();
  return (
    <ChoiceField
      path={path}
      label={t('rules.value')}
      choices={['true', 'false']}
      value={useValue(path) === false ? 'false' : 'true'}
      say={(choice) => t(`rules.${op === 'exists' ? 'there' : 'yesNo'}.${choice}`)}
      onChange={(choice) => set(path, choice === 'true')}
    />
  );
}

function SizeValue({ path }: ValueFieldProps) {
  const t = useRuleText();
  const { set } = useEditing();
  const value = useValue(path);
  return (
    <NumberInput
      className={classes.number}
      aria-label={t('rules.value')}
      data-path={path}
      min={0}
      allowDecimal={false}
      error={useFault(path) !== undefined}
      value={typeof value === 'number' ? value : ''}
      onChange={(typed) => set(path, typeof typed === 'number' ? typed : 0)}
    />
  );
}

function PatternValue({ path }: ValueFieldProps) {
  const t = useRuleText();
  const { set } = useEditing();
  const value = useValue(path);
  return (
    <TextInput
      className={`${classes.wide} ${classes.code}`}
      aria-label={t('rules.pattern')}
      data-path={path}
      placeholder="c-(sql|python)-\d+"
      maxLength={200}
      error={useFault(path) !== undefined}
      value={typeof value === 'string' ? value : ''}
      onChange={({ currentTarget }) => set(path, currentTarget.value)}
    />
  );
}

function ValueOption({ text, known }: { text: string; known: Known | undefined }) {
  return (
    <span className={classes.option}>
      <span><b>{known?.name ?? text}</b>{known?.name && <span className="t-micro t-quiet"> {text}</span>}</span>
      {known !== undefined && known.count > 0 && <span className={`t-micro ${classes.count}`}><FormattedNumber value={known.count} /></span>}
    </span>
  );
}

interface Known {
  name: string | null;
  count: number;
}

function valuesOf(known: ObservedPath | undefined, kinds: readonly ValueKind[]): Map<string, Known> {
  return new Map((known?.values ?? []).map(({ value, name, count }) => [written(value as Json, kinds), { name, count }]));
}

function said(values: ReadonlyMap<string, Known>, text: string): string {
  return `${text} ${values.get(text)?.name ?? ''}`.toLowerCase();
}

/** Where most numbers lie, as a hint of what to type. */
function useRange(known: ObservedPath | undefined): string {
  const intl = useIntl();
  const t = useRuleText();
  if (known?.low == null || known.high == null) return '';
  return t('rules.value.range', { low: intl.formatNumber(known.low), high: intl.formatNumber(known.high) });
}

/** Text that is being typed for a value: kept as typed for as long as it means what is there. */
function useTyped(value: Json | undefined, kinds: readonly ValueKind[], write: (value: Json) => void) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed !== null && same(read(typed, kinds), value) ? typed : written(value, kinds);
  const type = (next: string) => {
    setTyped(next);
    write(read(next, kinds));
  };
  return { text, type };
}
