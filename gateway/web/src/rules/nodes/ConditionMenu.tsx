import { Menu } from '@mantine/core';
import { useEditing, useValue } from '../EditorContext';
import { combinedOf, conditionsOf, freshCondition, isPlain, OPS, RIGHTS, rightOf, withRight } from '../model/conditions';
import { asList, asObject, insert, listAt, move, put, type Json, type Path } from '../model/json';
import { useRuleText } from '../text/texts';
import { MoreMenu } from './MoreMenu';

/** What can be done with a condition: compare with something else, combine, move, remove. */
export function ConditionMenu({ list, place }: { list: Path; place: number | undefined }) {
  const t = useRuleText();
  const { set, change } = useEditing();
  const path = place === undefined ? list : `${list}[${place}]`;
  const condition = useValue(path) ?? {};
  const combined = combinedOf(condition);
  const wrap = (kind: 'any' | 'not') => set(path, kind === 'any' ? { any: [condition, freshCondition()] } : { not: condition });
  return (
    <MoreMenu label={t('rules.condition.more')}>
      {!combined && <Rights path={path} />}
      {combined === 'not' ? (
        <Menu.Item onClick={() => set(path, asObject(condition)['not'])}>{t('rules.condition.unnot')}</Menu.Item>
      ) : (
        <Menu.Item onClick={() => wrap('not')}>{t('rules.condition.not')}</Menu.Item>
      )}
      {!combined && <Menu.Item onClick={() => wrap('any')}>{t('rules.condition.or')}</Menu.Item>}
      {place !== undefined && <Places list={list} place={place} condition={condition} />}
      <Menu.Divider />
      <Menu.Item color="clay" onClick={() => change(`${path}-`, (rule) => without(rule, list, place))}>
        {t('rules.condition.remove')}
      </Menu.Item>
    </MoreMenu>
  );
}

function Rights({ path }: { path: Path }) {
  const t = useRuleText();
  const { set } = useEditing();
  const condition = asObject(useValue(path));
  const op = OPS.find((one) => one === condition['op']) ?? 'eq';
  if (isPlain(op)) return null;
  const others = RIGHTS.filter((right) => right !== rightOf(condition));
  return (
    <>
      {others.map((right) => (
        <Menu.Item key={right} onClick={() => set(path, withRight(condition, right, op))}>{t(`rules.right.${right}`)}</Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
}

function Places({ list, place, condition }: { list: Path; place: number; condition: Json }) {
  const t = useRuleText();
  const { rule, change } = useEditing();
  const last = listAt(rule, list).length - 1;
  const parts = conditionsOf(condition);
  return (
    <>
      {parts.length === 1 && <Menu.Item onClick={() => change(list, (now) => put(now, `${list}[${place}]`, parts[0]))}>{t('rules.condition.ungroup')}</Menu.Item>}
      <Menu.Item onClick={() => change(`${list}+`, (now) => insert(now, list, place + 1, condition))}>{t('rules.duplicate')}</Menu.Item>
      <Menu.Item disabled={place === 0} onClick={() => change(`${list}^`, (now) => move(now, list, place, place - 1))}>{t('rules.moveUp')}</Menu.Item>
      <Menu.Item disabled={place === last} onClick={() => change(`${list}v`, (now) => move(now, list, place, place + 1))}>{t('rules.moveDown')}</Menu.Item>
    </>
  );
}

/** A list of conditions that is empty says nothing, and goes; a "not" without its condition starts anew. */
function without(rule: Parameters<typeof put>[0], list: Path, place: number | undefined) {
  if (place === undefined) return put(rule, list, freshCondition());
  const left = put(rule, `${list}[${place}]`, undefined);
  return list.endsWith('.where') && asList(listAt(left, list)).length === 0 ? put(left, list, undefined) : left;
}
