import { useViewer } from '../../app/viewer';
import { startOfDay, localDay, addDays } from '../../text/dates';
import { useNow } from '../../text/now';
import { useEditing, useFault, useValue } from '../EditorContext';
import { ChoiceField } from '../fields/ChoiceField';
import { DurationField } from '../fields/DurationField';
import { Fault } from '../fields/Fault';
import { Word } from '../fields/Field';
import { InstantField } from '../fields/InstantField';
import { EXACT_UNITS } from '../model/durations';
import { fresh, PERIODS, SINCE, typesIn, WINDOWS, type Window } from '../model/language';
import { isObject, type Json, type Path } from '../model/json';
import { T, useRuleText } from '../text/texts';
import { NodeEditor } from './NodeEditor';
import classes from './Node.module.css';

/** When: at any time, between two instants, in a calendar period, within a length of time, since or after something. */
export function WindowFields({ path }: { path: Path }) {
  const t = useRuleText();
  const { set } = useEditing();
  const begin = useBeginnings();
  const window = useValue(path);
  const kind = isObject(window) ? WINDOWS.find((one) => one in window) : undefined;
  const fault = useFault(path, kind === 'between');
  return (
    <>
      <ChoiceField
        path={path}
        error={fault !== undefined}
        label={t('rules.window')}
        choices={['none', ...WINDOWS]}
        value={kind ?? 'none'}
        say={(one) => t(`rules.window.${one}`)}
        onChange={(one) => set(path, one === 'none' ? undefined : begin[one])}
      />
      {kind && kind !== 'after' && <Bounds kind={kind} path={path} />}
      {fault && <Fault>{fault}</Fault>}
    </>
  );
}

/** The node that a window comes after, as a part of its own below the sentence. */
export function WindowAnchor({ path }: { path: Path }) {
  const window = useValue(path);
  if (!isObject(window) || !('after' in window)) return null;
  return (
    <div className={classes.anchor}>
      <p className="t-small t-second"><T id="rules.after.below" /></p>
      <NodeEditor path={`${path}.after`} />
    </div>
  );
}

function Bounds({ kind, path }: { kind: Exclude<Window, 'after'>; path: Path }) {
  if (kind === 'rolling') return <DurationField path={`${path}.rolling`} units={EXACT_UNITS} />;
  if (kind === 'calendar') return <Named path={`${path}.calendar`} choices={PERIODS} word="period" />;
  if (kind === 'since') return <Named path={`${path}.since`} choices={SINCE} word="since" />;
  return (
    <>
      <InstantField path={`${path}.between[0]`} label="rules.between.start" />
      <Word><T id="rules.between.and" /></Word>
      <InstantField path={`${path}.between[1]`} label="rules.between.end" />
    </>
  );
}

interface NamedProps<Choice extends string> {
  path: Path;
  choices: readonly Choice[];
  word: 'period' | 'since';
}

function Named<Choice extends (typeof PERIODS)[number] | (typeof SINCE)[number]>({ path, choices, word }: NamedProps<Choice>) {
  const t = useRuleText();
  const { set } = useEditing();
  const value = useValue(path);
  return (
    <ChoiceField
      path={path}
      label={t(`rules.${word}`)}
      choices={choices}
      value={choices.find((one) => one === value) ?? (choices[0] as Choice)}
      say={(one) => t(`rules.${word}.${one}` as 'rules.period.day')}
      onChange={(one) => set(path, one)}
    />
  );
}

/** What each kind of window begins with. */
function useBeginnings(): Record<Window, Json> {
  const { timezone } = useViewer().organization;
  const { rule } = useEditing();
  const today = localDay(useNow(), timezone);
  return {
    between: { between: [startOfDay(today, timezone), startOfDay(addDays(today, 90), timezone)] },
    calendar: { calendar: 'month' },
    rolling: { rolling: 'P30D' },
    since: { since: 'joined' },
    after: { after: fresh('count', typesIn(rule)[0]) },
  };
}
