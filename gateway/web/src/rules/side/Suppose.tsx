import { Autocomplete, NumberInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { EditorContext, useEditing, useValue } from '../EditorContext';
import { InstantField } from '../fields/InstantField';
import { kindsAt, useObserved } from '../fields/useObserved';
import { ValueField } from '../fields/ValueField';
import { asList, asObject, asText, insert, put, type Json, type JsonObject, type Path } from '../model/json';
import { askedOf, MOST_KINDS, MOST_TIMES, supposed, typesIn } from '../model/suppose';
import { AddButton } from '../nodes/AddButton';
import { T, useRuleText } from '../text/texts';
import classes from './Suppose.module.css';

interface SupposeProps {
  rule: JsonObject;
  held: readonly Json[];
  hold: (held: readonly Json[]) => void;
}

/** What might still happen: made-up facts that the rule is tried on as well. Nothing of it is kept. */
export function Suppose({ rule, held, hold }: SupposeProps) {
  const { choices, badge } = useEditing();
  const editing = useMemo(() => {
    const root: JsonObject = { facts: held };
    const keep = (next: JsonObject) => hold(asList(next['facts']));
    const set = (path: Path, value: Json | undefined) => keep(put(root, path, value));
    const change = (_: string, to: (now: JsonObject) => JsonObject) => keep(to(root));
    return { rule: root, check: undefined, choices, badge, set, change };
  }, [held, hold, choices, badge]);
  const first = typesIn(rule)[0] ?? choices.types[0]?.type ?? '';
  return (
    <EditorContext value={editing}>
      {held.map((_, i) => <Supposed key={i} rule={rule} path={`facts[${i}]`} />)}
      {held.length < MOST_KINDS && (
        <AddButton onClick={() => editing.change('add', (now) => insert(now, 'facts', held.length, supposed(rule, first)))}>
          <T id="rules.try.suppose" />
        </AddButton>
      )}
    </EditorContext>
  );
}

function Supposed({ rule, path }: { rule: JsonObject; path: Path }) {
  const t = useRuleText();
  const { set } = useEditing();
  const fact = asObject(useValue(path));
  const type = asText(fact['type']);
  const known = useObserved([type]);
  const asked = askedOf(rule, type);
  return (
    <fieldset className={classes.fact}>
      <legend className="visually-hidden"><T id="rules.try.fact" /></legend>
      <div className={classes.line}>
        <TypeField rule={rule} path={path} />
        <button type="button" className={classes.remove} aria-label={t('rules.try.remove', { type })} onClick={() => set(path, undefined)}>
          <IconX size={16} aria-hidden="true" />
        </button>
      </div>
      <div className={classes.line}>
        <Times path={`${path}.times`} />
        <span className="t-second"><T id="rules.try.times.word" values={{ n: Number(fact['times']) || 0 }} /></span>
      </div>
      <fieldset className={classes.said}>
        <legend className="t-micro"><T id="rules.try.at" /></legend>
        <InstantField path={`${path}.occurred_at`} label="rules.try.when" />
      </fieldset>
      {asked === null && <p className="t-small t-second"><T id="rules.try.elsewhere" /></p>}
      {asked?.map(({ path: where }) => (
        <fieldset key={where} className={classes.said}>
          <legend><code className="t-micro">{where}</code></legend>
          <ValueField path={`${path}.${where}`} op="eq" kinds={kindsAt(known, where)} known={known.find((one) => one.path === where)} />
        </fieldset>
      ))}
    </fieldset>
  );
}

/** Another type says other things: it begins anew with what the rule would take. */
function TypeField({ rule, path }: { rule: JsonObject; path: Path }) {
  const label = useRuleText()('rules.try.type');
  const { set, choices } = useEditing();
  const { type, times, occurred_at: at } = asObject(useValue(path));
  const own = typesIn(rule);
  const types = [...own, ...choices.types.map((one) => one.type).filter((one) => !own.includes(one))];
  return (
    <Autocomplete
      className={classes.grow}
      aria-label={label}
      placeholder={label}
      value={asText(type)}
      data={types}
      comboboxProps={{ withinPortal: false, keepMounted: false, position: 'bottom-start', width: 280 }}
      onChange={(next) => set(path, { ...supposed(rule, next), times, ...(at !== undefined && { occurred_at: at }) })}
    />
  );
}

function Times({ path }: { path: Path }) {
  const { set } = useEditing();
  const times = useValue(path);
  return (
    <NumberInput
      className={classes.times}
      aria-label={useRuleText()('rules.try.times')}
      min={1}
      max={MOST_TIMES}
      allowDecimal={false}
      value={typeof times === 'number' ? times : ''}
      onChange={(typed) => set(path, typeof typed === 'number' ? typed : null)}
    />
  );
}
