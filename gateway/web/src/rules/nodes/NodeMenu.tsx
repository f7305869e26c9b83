import { Menu } from '@mantine/core';
import { useEditing, useValue } from '../EditorContext';
import { at, asObject, insert, listAt, move, put, type Json, type JsonObject, type Path } from '../model/json';
import { grouped, isGroup, isTierable, kindOf, partsOf, unmarked } from '../model/language';
import { useRuleText } from '../text/texts';
import { MoreMenu } from './MoreMenu';
import { useBearsTiers } from './useBearsTiers';

interface NodeMenuProps {
  path: Path;
  list?: Path | undefined;
  place?: number | undefined;
}

/** What can be done with a part: move, duplicate, combine, take out; with a keyboard as with a mouse. */
export function NodeMenu({ path, list, place }: NodeMenuProps) {
  const t = useRuleText();
  const { change } = useEditing();
  const node = useValue(path) ?? {};
  const kind = kindOf(node);
  return (
    <MoreMenu label={t('rules.more', { part: kind ? t(`rules.kind.${kind}`) : '' })}>
      <TiersItem path={path} />
      {list !== undefined && place !== undefined && <Places list={list} place={place} node={node} />}
      <Wraps path={path} node={node} />
      <Menu.Divider />
      <Menu.Item color="clay" onClick={() => change(`${path}-`, (now) => (list ? put(now, path, undefined) : put(now, path, { all: [] })))}>
        {t('rules.remove')}
      </Menu.Item>
    </MoreMenu>
  );
}

/** Which part the tiers count is said here. */
function TiersItem({ path }: { path: Path }) {
  const t = useRuleText();
  const { rule, change } = useEditing();
  const bears = useBearsTiers(path);
  if (!isTierable(kindOf(at(rule, path))) || listAt(rule, 'tiers').length === 0 || bears) return null;
  const mark = (now: JsonObject) => put(now, 'criteria', unmarked(now['criteria'] ?? null, 'criteria', path === 'criteria' ? undefined : path));
  return <Menu.Item onClick={() => change(`${path}!`, mark)}>{t('rules.bear')}</Menu.Item>;
}

function Places({ list, place, node }: { list: Path; place: number; node: Json }) {
  const t = useRuleText();
  const { rule, change } = useEditing();
  const last = listAt(rule, list).length - 1;
  return (
    <>
      <Menu.Item disabled={place === 0} onClick={() => change(`${list}^`, (now) => move(now, list, place, place - 1))}>{t('rules.moveUp')}</Menu.Item>
      <Menu.Item disabled={place === last} onClick={() => change(`${list}v`, (now) => move(now, list, place, place + 1))}>{t('rules.moveDown')}</Menu.Item>
      <Menu.Item onClick={() => change(`${list}+`, (now) => insert(now, list, place + 1, unmarked(node, '', undefined)))}>{t('rules.duplicate')}</Menu.Item>
    </>
  );
}

/** A part among others, under a "not", or out of what is around it. */
function Wraps({ path, node }: { path: Path; node: Json }) {
  const t = useRuleText();
  const { set } = useEditing();
  const kind = kindOf(node);
  const parts = isGroup(kind) ? partsOf(path, node).parts : [];
  const inner = kind === 'not' ? asObject(node)['not'] : parts.length === 1 ? parts[0] : undefined;
  return (
    <>
      <Menu.Item onClick={() => set(path, grouped('all', [node]))}>{t('rules.wrap.all')}</Menu.Item>
      <Menu.Item onClick={() => set(path, grouped('any', [node]))}>{t('rules.wrap.any')}</Menu.Item>
      {kind !== 'not' && <Menu.Item onClick={() => set(path, { not: node })}>{t('rules.wrap.not')}</Menu.Item>}
      {inner !== undefined && <Menu.Item onClick={() => set(path, inner)}>{t('rules.unwrap')}</Menu.Item>}
    </>
  );
}
