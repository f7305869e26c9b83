import { NumberInput } from '@mantine/core';
import { Section } from '../parts/Section';
import classes from './Editor.module.css';
import { useEditing, useFault } from './EditorContext';
import type { PartProps } from './EditorForm';
import { ChoiceField } from './fields/ChoiceField';
import { Fault } from './fields/Fault';
import { Sentence, Word } from './fields/Field';
import { InstantField } from './fields/InstantField';
import { PathField } from './fields/PathField';
import { useObserved } from './fields/useObserved';
import { asObject, isObject, type Json } from './model/json';
import { PERIODS, typesIn } from './model/language';
import { isByHand } from './model/terms';
import { T, useRuleText } from './text/texts';

const REPEATS = ['once', 'per_period', 'every', 'per'] as const;
const NAMES = ['recipient', 'repeat', 'start_from'] as const;
type Repeat = (typeof REPEATS)[number];
const BEGIN: Record<Repeat, Json | undefined> = {
  once: undefined,
  per_period: { per_period: 'month' },
  every: { every: 10 },
  per: { per: 'object.id' },
};

/** For whom, how often, and from when on; nothing of it is asked of a badge that is only given. */
export function Frequency({ doc }: Pick<PartProps, 'doc'>) {
  const t = useRuleText();
  const { set } = useEditing();
  const { recipient, start_from: start } = doc.rule;
  const faults = [useFault('recipient', true), useFault('repeat', true), useFault('start_from', true)].filter((one) => one !== undefined);
  if (isByHand(doc.rule) && !NAMES.some((name) => doc.rule[name] !== undefined)) return null;
  return (
    <Section title={<T id="rules.frequency" />}>
      <div className={classes.fields}>
        <Sentence>
          <Word><T id="rules.forWhom" /></Word>
          <ChoiceField
            path="recipient"
            label={t('rules.recipient')}
            choices={['person', 'unit']}
            value={recipient === 'unit' ? 'unit' : 'person'}
            say={(one) => t(`rules.recipient.${one}`)}
            onChange={(one) => set('recipient', one === 'unit' ? 'unit' : undefined)}
          />
          <RepeatFields repeat={doc.rule['repeat']} />
        </Sentence>
        <Sentence>
          <ChoiceField
            label={t('rules.start')}
            choices={['ever', 'from']}
            value={start === undefined ? 'ever' : 'from'}
            say={(one) => t(`rules.start.${one}`)}
            onChange={(one) => set('start_from', one === 'ever' ? undefined : new Date().toISOString().slice(0, 16) + ':00Z')}
          />
          {start !== undefined && <InstantField path="start_from" label="rules.start.at" />}
        </Sentence>
        {faults.map((fault) => <Fault key={fault}>{fault}</Fault>)}
      </div>
    </Section>
  );
}

function RepeatFields({ repeat }: { repeat: Json | undefined }) {
  const t = useRuleText();
  const { set, rule } = useEditing();
  const known = useObserved(typesIn(rule['criteria']));
  const kind: Repeat = isObject(repeat) ? (REPEATS.find((one) => one in repeat) ?? 'once') : 'once';
  const said = asObject(repeat);
  return (
    <>
      <ChoiceField
        path="repeat"
        label={t('rules.repeat')}
        choices={REPEATS}
        value={kind}
        say={(one) => t(`rules.repeat.${one}`)}
        onChange={(one) => set('repeat', BEGIN[one])}
      />
      {kind === 'per_period' && (
        <ChoiceField
          path="repeat.per_period"
          label={t('rules.period')}
          choices={PERIODS}
          value={PERIODS.find((one) => one === said['per_period']) ?? 'month'}
          say={(one) => t(`rules.period.${one}`)}
          onChange={(one) => set('repeat', { per_period: one })}
        />
      )}
      {kind === 'every' && (
        <NumberInput
          className={classes.number}
          aria-label={t('rules.repeat.n')}
          data-path="repeat.every"
          min={0}
          value={typeof said['every'] === 'number' ? said['every'] : ''}
          onChange={(n) => set('repeat', { every: typeof n === 'number' ? n : 0 })}
        />
      )}
      {kind === 'per' && <PathField path="repeat.per" known={known} />}
    </>
  );
}
