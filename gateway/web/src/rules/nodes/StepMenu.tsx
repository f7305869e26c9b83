import { Menu } from '@mantine/core';
import { useEditing } from '../EditorContext';
import { asList, at, insert, listAt, move, put, type Path } from '../model/json';
import { useRuleText } from '../text/texts';
import { MoreMenu } from './MoreMenu';

/** What can be done with a step of a sequence. */
export function StepMenu({ list, place }: { list: Path; place: number }) {
  const t = useRuleText();
  const { rule, change } = useEditing();
  const last = asList(listAt(rule, list)).length - 1;
  const path = `${list}[${place}]`;
  return (
    <MoreMenu label={t('rules.step.more', { n: place + 1 })}>
      <Menu.Item disabled={place === 0} onClick={() => change(`${list}^`, (now) => move(now, list, place, place - 1))}>{t('rules.moveUp')}</Menu.Item>
      <Menu.Item disabled={place === last} onClick={() => change(`${list}v`, (now) => move(now, list, place, place + 1))}>{t('rules.moveDown')}</Menu.Item>
      <Menu.Item onClick={() => change(`${list}+`, (now) => insert(now, list, place + 1, at(now, path) ?? {}))}>{t('rules.duplicate')}</Menu.Item>
      <Menu.Divider />
      <Menu.Item color="clay" disabled={last === 0} onClick={() => change(`${path}-`, (now) => put(now, path, undefined))}>{t('rules.step.remove')}</Menu.Item>
    </MoreMenu>
  );
}
