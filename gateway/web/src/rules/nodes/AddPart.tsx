import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEditing } from '../EditorContext';
import { fresh, KINDS, typesIn, type Kind } from '../model/language';
import { insert, put, type Path } from '../model/json';
import { T, useRuleText } from '../text/texts';
import classes from './Node.module.css';

/** Adds a part to a list, or puts one where nothing stands yet. */
export function AddPart({ path, list, place = 0 }: { path?: Path; list?: Path; place?: number }) {
  const t = useRuleText();
  const { rule, change, choices } = useEditing();
  const add = (kind: Kind) => {
    const part = fresh(kind, typesIn(rule)[0] ?? choices.types[0]?.type);
    change(`${list ?? path}+${place}`, (now) => (list ? insert(now, list, place, part) : put(now, path ?? 'criteria', part)));
  };
  return (
    <Menu position="bottom-start" withinPortal={false} keepMounted={false} width={320}>
      <Menu.Target>
        <Button variant="default" size="compact-md" leftSection={<IconPlus size={16} aria-hidden="true" />}>
          <T id="rules.part.add" />
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.kinds}>
        {KINDS.map((kind) => (
          <Menu.Item key={kind} onClick={() => add(kind)}>
            <b>{t(`rules.kind.${kind}`)}</b>
            <span className="t-micro t-quiet"> {t(`rules.what.${kind}`)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
