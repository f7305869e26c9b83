import { NumberInput, TextInput } from '@mantine/core';
import { CountedTextarea } from '../parts/CountedTextarea';
import { Section } from '../parts/Section';
import classes from './Editor.module.css';
import type { PartProps } from './EditorForm';
import { missingIn } from './model/document';
import { T, useRuleText } from './text/texts';

const LONGEST_NAME = 80;
const LONGEST_DESCRIPTION = 2000;

/** What people read: name, description, the word for what is counted, the points. */
export function Basics({ doc, edit }: PartProps) {
  const t = useRuleText();
  const missing = missingIn(doc);
  const noun = (which: 'one' | 'other', text: string) => edit(`noun.${which}`, (now) => ({ ...now, noun: { ...now.noun, [which]: text } }));
  return (
    <Section title={<T id="rules.basics" />}>
      <div className={classes.fields}>
        <TextInput
          required
          withAsterisk={false}
          maxLength={LONGEST_NAME}
          label={<T id="rules.name" />}
          error={missing.includes('name') && t('rules.name.needed')}
          value={doc.name}
          onChange={({ currentTarget: { value } }) => edit('name', (now) => ({ ...now, name: value }))}
        />
        <CountedTextarea
          required
          withAsterisk={false}
          longest={LONGEST_DESCRIPTION}
          minRows={2}
          label={<T id="rules.description" />}
          error={missing.includes('description') && t('rules.description.needed')}
          value={doc.description}
          onChange={({ currentTarget: { value } }) => edit('description', (now) => ({ ...now, description: value }))}
        />
        <div className={classes.three}>
          <TextInput
            label={<T id="rules.noun.one" />}
            placeholder={t('rules.noun.one.example')}
            error={missing.includes('noun') && t('rules.noun.needed')}
            maxLength={60}
            value={doc.noun.one}
            onChange={({ currentTarget: { value } }) => noun('one', value)}
          />
          <TextInput
            label={<T id="rules.noun.other" />}
            placeholder={t('rules.noun.other.example')}
            maxLength={60}
            value={doc.noun.other}
            onChange={({ currentTarget: { value } }) => noun('other', value)}
          />
          <NumberInput
            label={<T id="rules.points" />}
            error={missing.includes('points') && t('rules.points.unit')}
            min={0}
            max={1_000_000}
            step={10}
            allowDecimal={false}
            value={doc.points}
            onChange={(value) => edit('points', (now) => ({ ...now, points: Math.max(0, Number(value) || 0) }))}
          />
        </div>
      </div>
    </Section>
  );
}
