import { TagsInput } from '@mantine/core';
import { useEditing, useFault, useValue } from '../EditorContext';
import { ChoiceField } from '../fields/ChoiceField';
import { Word } from '../fields/Field';
import classes from '../fields/Field.module.css';
import { NumberField } from '../fields/NumberField';
import { PathOption } from '../fields/PathField';
import { useObserved } from '../fields/useObserved';
import { CAPS } from '../model/language';
import { asList, asObject, asText, type Path } from '../model/json';
import { T, useRuleText } from '../text/texts';

const KEYS = ['object', 'every', 'paths'] as const;

/** "Each course once, or every time?", and how many count in a day. */
export function Taking({ path }: { path: Path }) {
  return (
    <>
      <Word><T id="rules.taking" /></Word>
      <CreditKey path={`${path}.credit_key`} types={`${path}.types`} />
      <Cap path={`${path}.cap`} />
    </>
  );
}

function CreditKey({ path, types }: { path: Path; types: Path }) {
  const t = useRuleText();
  const { set } = useEditing();
  const key = useValue(path);
  const fault = useFault(path, true) !== undefined;
  const choice = key === undefined || key === null ? 'object' : asList(key).length === 0 ? 'every' : 'paths';
  const begin = { object: undefined, every: [], paths: ['object.id'] };
  return (
    <>
      <ChoiceField
        path={path}
        error={fault}
        label={t('rules.key')}
        choices={KEYS}
        value={choice}
        say={(one) => t(`rules.key.${one}`)}
        onChange={(one) => set(path, begin[one])}
      />
      {choice === 'paths' && <KeyPaths path={path} types={types} />}
    </>
  );
}

function KeyPaths({ path, types }: { path: Path; types: Path }) {
  const t = useRuleText();
  const { set } = useEditing();
  const known = useObserved(asList(useValue(types)).map((type) => asText(type)));
  const byPath = new Map(known.map((one) => [one.path, one]));
  return (
    <TagsInput
      className={classes.wide}
      aria-label={t('rules.key.which')}
      value={asList(useValue(path)).map((one) => asText(one))}
      data={[...byPath.keys()]}
      comboboxProps={{ withinPortal: false, keepMounted: false, width: 280 }}
      withScrollArea={false}
      renderOption={({ option }) => <PathOption path={option.value} known={byPath.get(option.value)} />}
      onChange={(paths) => set(path, paths)}
    />
  );
}

function Cap({ path }: { path: Path }) {
  const t = useRuleText();
  const { set } = useEditing();
  const cap = useValue(path);
  const { n, per } = asObject(cap);
  const choice = CAPS.find((one) => one === per) ?? 'none';
  return (
    <>
      {choice !== 'none' && <><Word><T id="rules.atMost" /></Word><NumberField path={`${path}.n`} label="rules.cap.n" /></>}
      <ChoiceField
        path={path}
        error={useFault(path, true) !== undefined}
        label={t('rules.cap')}
        choices={['none', ...CAPS]}
        value={choice}
        say={(one) => t(`rules.cap.${one}`)}
        onChange={(one) => set(path, one === 'none' ? undefined : { n: n ?? 1, per: one })}
      />
    </>
  );
}
