import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { BadgeDesignerQuery } from '../gen/graphql';
import { Choice } from './Choice';
import classes from './Designer.module.css';
import { T, useDesignerText } from './text/texts';

type Icons = BadgeDesignerQuery['designChoices']['icons'];
const KINDS = ['KNOWLEDGE', 'CRAFT', 'SHIELD', 'PEOPLE'] as const;

interface IconChoiceProps {
  icons: Icons;
  value: string;
  onChange: (icon: string) => void;
}

/** The icons by what they speak of; typed letters leave those that have them in their names. */
export function IconChoice({ icons, value, onChange }: IconChoiceProps) {
  const t = useDesignerText();
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const found = icons.filter(({ name }) => name.includes(wanted));
  return (
    <>
      <TextInput
        type="search"
        label={<T id="designer.icon.search" />}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <output className="t-small t-quiet"><T id="designer.icon.found" values={{ n: found.length }} /></output>
      <div className={classes.icons}>
        {KINDS.map((kind) => {
          const options = found.filter((icon) => icon.kind === kind).map(({ name, path }) => ({ value: name, name: name.replaceAll('-', ' '), picture: <Drawn path={path} /> }));
          return options.length > 0 && <Choice key={kind} title={t(`designer.kind.${kind}`)} options={options} value={value} onChange={onChange} />;
        })}
      </div>
    </>
  );
}

function Drawn({ path }: { path: string }) {
  return (
    <svg viewBox="0 0 24 24" width={24} height={24} fill="none" stroke="currentColor" strokeWidth={1.75} strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
