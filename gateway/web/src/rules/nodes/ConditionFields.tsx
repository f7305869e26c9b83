import { TextInput } from '@mantine/core';
import { useEditing, useFault, useValue } from '../EditorContext';
import { ChoiceField } from '../fields/ChoiceField';
import classes from '../fields/Field.module.css';
import { PathField } from '../fields/PathField';
import { kindsAt, type ObservedPath } from '../fields/useObserved';
import { ValueField } from '../fields/ValueField';
import { combinedOf, OPS, opsFor, rightOf, withOp, type Op } from '../model/conditions';
import { asObject, asText, type Path } from '../model/json';
import { useRuleText } from '../text/texts';
import { ConditionGroup } from './ConditionGroup';

/** One condition: a comparison, or several that are combined. */
export function ConditionFields({ path, known }: { path: Path; known: readonly ObservedPath[] }) {
  if (combinedOf(useValue(path) ?? {})) return <ConditionGroup path={path} known={known} />;
  return (
    <>
      <PathField path={`${path}.path`} known={known} />
      <Comparison path={path} known={known} />
    </>
  );
}

/** How a field is compared, and with what. */
export function Comparison({ path, known }: { path: Path; known: readonly ObservedPath[] }) {
  const t = useRuleText();
  const { set } = useEditing();
  const condition = asObject(useValue(path));
  const fault = useFault(`${path}.op`);
  const op = OPS.find((one) => one === condition['op']) ?? 'eq';
  const right = rightOf(condition);
  const where = asText(condition['path']);
  const kinds = kindsAt(known, where);
  const change = (next: Op) => set(path, withOp(condition, next));
  return (
    <>
      <ChoiceField
        className={classes.op}
        path={`${path}.op`}
        error={fault !== undefined}
        label={t('rules.op')}
        choices={opsFor(kinds, op)}
        value={op}
        say={(one) => t(`rules.op.${one}`)}
        onChange={change}
      />
      {right === 'value' && <ValueField path={`${path}.value`} op={op} kinds={kinds} known={known.find((one) => one.path === where)} />}
      {right === 'value_of' && <PathField path={`${path}.value_of`} label="rules.valueOf" known={known} />}
      {right === 'value_from' && <Template path={`${path}.value_from`} />}
    </>
  );
}

function Template({ path }: { path: Path }) {
  const t = useRuleText();
  const { set } = useEditing();
  return (
    <TextInput
      className={`${classes.wide} ${classes.code}`}
      aria-label={t('rules.valueFrom')}
      data-path={path}
      placeholder="User:{data.user}"
      error={useFault(path) !== undefined}
      value={asText(useValue(path))}
      onChange={({ currentTarget }) => set(path, currentTarget.value)}
    />
  );
}
