import { useEditing, useValue } from '../EditorContext';
import { ChoiceField } from '../fields/ChoiceField';
import { Word } from '../fields/Field';
import type { ObservedPath } from '../fields/useObserved';
import { combinedOf, conditionsOf, freshCondition, type Combined } from '../model/conditions';
import { insert, type Path } from '../model/json';
import { T, useRuleText } from '../text/texts';
import { AddButton } from './AddButton';
import { ConditionFields } from './ConditionFields';
import { ConditionMenu } from './ConditionMenu';
import classes from './Node.module.css';

/** Conditions of which one, or all, or none must hold. */
export function ConditionGroup({ path, known }: { path: Path; known: readonly ObservedPath[] }) {
  const t = useRuleText();
  const { set, change } = useEditing();
  const group = useValue(path) ?? {};
  const kind = combinedOf(group) ?? 'all';
  const parts = conditionsOf(group);
  if (kind === 'not') {
    return (
      <div className={classes.conditions}>
        <Word><T id="rules.conditions.not" /></Word>
        <Inner list={`${path}.not`} known={known} />
      </div>
    );
  }
  const add = () => change(`${path}+`, (rule) => insert(rule, `${path}.${kind}`, parts.length, freshCondition()));
  return (
    <div className={classes.conditions}>
      <ChoiceField<Exclude<Combined, 'not'>>
        label={t('rules.conditions')}
        choices={['any', 'all']}
        value={kind}
        say={(choice) => t(`rules.conditions.${choice}`)}
        onChange={(choice) => set(path, { [choice]: parts })}
      />
      {parts.map((_, i) => <Inner key={i} list={`${path}.${kind}`} place={i} known={known} />)}
      <AddButton onClick={add}><T id="rules.condition.add" /></AddButton>
    </div>
  );
}

/** One of the conditions that are combined, or the one that is turned into its opposite. */
function Inner({ list, place, known }: { list: Path; place?: number; known: readonly ObservedPath[] }) {
  const path = place === undefined ? list : `${list}[${place}]`;
  return (
    <div className={classes.condition}>
      <div className={classes.comparison}><ConditionFields path={path} known={known} /></div>
      <ConditionMenu list={list} place={place} />
    </div>
  );
}
