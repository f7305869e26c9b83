import { Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { Section } from '../parts/Section';
import classes from './Editor.module.css';
import { useEditing } from './EditorContext';
import type { PartProps } from './EditorForm';
import { Fault } from './fields/Fault';
import { isObject, same, type Json, type JsonObject } from './model/json';
import { placeOf } from './model/places';
import { T, useRuleText } from './text/texts';

/** The rule as JSON: what is written here stands in the form, and the other way round. */
export function JsonPane({ doc, edit }: PartProps) {
  const t = useRuleText();
  const field = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? undefined : parse(typed);
  const isTyped = typed !== null && (read === undefined || same(read, doc.rule));
  const text = isTyped ? typed : JSON.stringify(doc.rule, null, 2);
  const broken = isTyped && read === undefined;
  const type = (next: string) => {
    setTyped(next);
    const rule = parse(next);
    if (rule) edit('json', (now) => ({ ...now, rule }));
  };
  return (
    <Section title={<T id="rules.json" />}>
      <p className="t-small t-second"><T id="rules.json.help" /></p>
      <Textarea
        ref={field}
        className={classes.json}
        aria-label={t('rules.json')}
        autosize
        minRows={12}
        maxRows={36}
        spellCheck={false}
        error={broken && t('rules.json.broken')}
        value={text}
        onChange={({ currentTarget }) => type(currentTarget.value)}
      />
      {!broken && <Faults text={text} show={(from, to) => showPlace(field.current, from, to)} />}
    </Section>
  );
}

/** What is wrong, each leading to its place in the text. */
function Faults({ text, show }: { text: string; show: (from: number, to: number) => void }) {
  const problems = useEditing().check?.problems ?? [];
  return (
    <ul className={classes.faults}>
      {problems.map(({ path, message }) => (
        <li key={path + message}>
          <Fault>
            <span>
              <button type="button" className="t-link" onClick={() => show(...placeOf(text, path))}><code>{path}</code></button> {message}
            </span>
          </Fault>
        </li>
      ))}
    </ul>
  );
}

function showPlace(field: HTMLTextAreaElement | null, from: number, to: number) {
  field?.focus();
  field?.setSelectionRange(from, to);
}

function parse(text: string): JsonObject | undefined {
  try {
    const read = JSON.parse(text) as Json;
    return isObject(read) ? read : undefined;
  } catch {
    return undefined;
  }
}
