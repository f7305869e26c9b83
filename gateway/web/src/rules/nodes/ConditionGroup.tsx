import type { ReactNode } from 'react';
import { useEditing, useValue } from '../EditorContext';
import { ChoiceField } from '../fields/ChoiceField';
import { Word } from '../fields/Field';
import type { ObservedPath } from '../fields/useObserved';
import { combinedOf, conditionsOf, freshCondition, type Combined } from '../model/conditions';
import { insert, type Path } from '../model/json';
import { T, useRuleText } from '../text/texts';
import { AddButton } from './AddButton';
import { ConditionFields } from './ConditionFields';
import classes from './Node.module.css';

interface ConditionGroupProps {
  path: Path;
  known: readonly ObservedPath[];
  menu: ReactNode;
}

/** Conditions of which one, or all, or none must hold. */
export function ConditionGroup({ path, known, menu }: ConditionGroupProps) {
  const t = useRuleText();
  const { set, change } = useEditing();
  const group = useValue(path) ?? {};
  const kind = combinedOf(group) ?? 'all';
  const parts = conditionsOf(group);
  if (kind === 'not') {
    return (
      <div className={classes.conditions}>
        <div className={classes.conditionsHead}><Word><T id="rules.conditions.not" /></Word>{menu}</div>
        <div className={classes.condition}><ConditionFields list={`${path}.not`} known={known} /></div>
      </div>
    );
  }
  const add = () => change(`${path}+`, (rule) => insert(rule, `${path}.${kind}`, parts.length, freshCondition()));
  return (
    <div className={classes.conditions}>
      <div className={classes.conditionsHead}>
        <ChoiceField<Exclude<Combined, 'not'>>
          label={t('rules.conditions')}
          choices={['any', 'all']}
          value={kind}
          say={(choice) => t(`rules.conditions.${choice}`)}
          onChange={(choice) => set(path, { [choice]: parts })}
        />
        {menu}
      </div>
      {parts.map((_, i) => (
        <div key={i} className={classes.condition}><ConditionFields list={`${path}.${kind}`} place={i} known={known} /></div>
      ))}
      <AddButton onClick={add}><T id="rules.condition.add" /></AddButton>
    </div>
  );
}
