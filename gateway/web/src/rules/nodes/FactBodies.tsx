import { Switch } from '@mantine/core';
import { useEditing, useValue } from '../EditorContext';
import { ChoiceField } from '../fields/ChoiceField';
import { DurationField } from '../fields/DurationField';
import { Row, Sentence, Word } from '../fields/Field';
import { FieldFaults } from '../fields/FieldFaults';
import { NumberField } from '../fields/NumberField';
import { PathField } from '../fields/PathField';
import { useObserved } from '../fields/useObserved';
import { EXACT_UNITS } from '../model/durations';
import { asList, asText, insert, type Path } from '../model/json';
import { STREAK_PERIODS } from '../model/language';
import { T, useRuleText } from '../text/texts';
import { AddButton } from './AddButton';
import { MatchFields } from './MatchFields';
import classes from './Node.module.css';
import { StepMenu } from './StepMenu';
import { Taking } from './Taking';
import { Threshold } from './Threshold';
import { WindowAnchor, WindowFields } from './WindowFields';

type Measure = 'rules.addingUp' | 'rules.different';

interface BodyProps {
  /** The body's path, such as `criteria.count`. */
  path: Path;
}

/** So many facts. */
export function CountBody({ path }: BodyProps) {
  return <ReachedBody path={path} taking />;
}

/** So much, adding up a number that facts bear. */
export function SumBody({ path }: BodyProps) {
  return <ReachedBody path={path} measured="rules.addingUp" whole={false} taking />;
}

/** So many different values. */
export function DistinctBody({ path }: BodyProps) {
  return <ReachedBody path={path} measured="rules.different" />;
}

interface ReachedProps extends BodyProps {
  /** What is looked at of each fact, where it is more than that there is one. */
  measured?: Measure;
  whole?: boolean;
  /** Whether it matters how often the same thing is taken. */
  taking?: boolean;
}

/** Facts that have to reach a number. */
function ReachedBody({ path, measured, whole = true, taking = false }: ReachedProps) {
  return (
    <>
      <MatchFields path={`${path}.of`} capped />
      {measured && <Measured path={path} word={measured} />}
      <div className={classes.foot}>
        <Sentence>
          <Word><T id="rules.atLeast" /></Word>
          <Threshold path={`${path}.at_least`} label="rules.threshold" whole={whole} />
          <WindowFields path={`${path}.window`} />
          {taking && <Taking path={`${path}.of`} />}
        </Sentence>
        <FieldFaults paths={[`${path}.at_least`, ...(taking ? [`${path}.of.credit_key`] : [])]} />
        <WindowAnchor path={`${path}.window`} />
      </div>
    </>
  );
}

/** So many periods in a row. */
export function StreakBody({ path }: BodyProps) {
  const t = useRuleText();
  const { set } = useEditing();
  const period = STREAK_PERIODS.find((one) => one === useValue(`${path}.period`)) ?? 'week';
  const length = useValue(`${path}.length`);
  return (
    <>
      <MatchFields path={`${path}.of`} capped />
      <div className={classes.foot}>
        <Sentence>
          <Word><T id="rules.runOf" /></Word>
          <Threshold path={`${path}.length`} label="rules.streak.length" />
          <ChoiceField
            path={`${path}.period`}
            label={t('rules.streak.period')}
            choices={STREAK_PERIODS}
            value={period}
            say={(one) => t(`rules.streak.${one}`, { n: typeof length === 'number' ? length : 2 })}
            onChange={(one) => set(`${path}.period`, one)}
          />
          <Word><T id="rules.streak.each" /></Word>
          <NumberField path={`${path}.min_per_period`} label="rules.streak.min" usual={1} />
          <Word><T id="rules.streak.forgiving" /></Word>
          <NumberField path={`${path}.grace`} label="rules.streak.grace" min={0} usual={0} />
          <Word><T id="rules.streak.empty" /></Word>
        </Sentence>
        <Sentence>
          <WindowFields path={`${path}.window`} />
          <Taking path={`${path}.of`} />
        </Sentence>
        <FieldFaults paths={[`${path}.length`, `${path}.period`, `${path}.min_per_period`, `${path}.grace`, `${path}.of.credit_key`]} />
        <WindowAnchor path={`${path}.window`} />
      </div>
    </>
  );
}

/** One fact for each step, in order. */
export function SequenceBody({ path }: BodyProps) {
  const t = useRuleText();
  const { change, set } = useEditing();
  const steps = asList(useValue(`${path}.steps`));
  const within = useValue(`${path}.within`);
  const list = `${path}.steps`;
  return (
    <>
      <ol className={classes.chain}>
        {steps.map((_, i) => (
          <li key={i} className={classes.step}>
            <div className={classes.stepHead}>
              <span className="t-small t-second"><T id="rules.step" values={{ n: i + 1 }} /></span>
              <StepMenu list={list} place={i} />
            </div>
            <MatchFields path={`${list}[${i}]`} />
          </li>
        ))}
      </ol>
      <AddButton onClick={() => change(`${list}+`, (rule) => insert(rule, list, steps.length, steps.at(-1) ?? { types: [] }))}>
        <T id="rules.step.add" />
      </AddButton>
      <div className={classes.foot}>
        <Sentence>
          <ChoiceField
            label={t('rules.within')}
            choices={['any', 'within']}
            value={within === undefined ? 'any' : 'within'}
            say={(one) => t(`rules.within.${one}`)}
            onChange={(one) => set(`${path}.within`, one === 'any' ? undefined : 'P30D')}
          />
          {within !== undefined && <DurationField path={`${path}.within`} units={EXACT_UNITS} />}
          <WindowFields path={`${path}.window`} />
          <Switch
            label={t('rules.strict')}
            checked={useValue(`${path}.strict`) === true}
            onChange={({ currentTarget }) => set(`${path}.strict`, currentTarget.checked || undefined)}
          />
        </Sentence>
        <FieldFaults paths={[`${path}.within`, `${path}.strict`]} />
        <WindowAnchor path={`${path}.window`} />
      </div>
    </>
  );
}

/** Which number is added up, or which values are told apart. */
function Measured({ path, word }: BodyProps & { word: Measure }) {
  const types = asList(useValue(`${path}.of.types`)).map((type) => asText(type));
  const known = useObserved(types);
  const numbers = word === 'rules.addingUp' ? known.filter(({ kinds }) => kinds.includes('NUMBER')) : known;
  return (
    <Row word={<T id={word} />} path={`${path}.path`}>
      <PathField path={`${path}.path`} known={numbers} />
    </Row>
  );
}
