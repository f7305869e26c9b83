import { cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useLayoutEffect, useState } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { EditorContext, type Check } from '../src/rules/EditorContext';
import { EditorForm } from '../src/rules/EditorForm';
import { JsonPane } from '../src/rules/JsonPane';
import type { Doc } from '../src/rules/model/document';
import { put, type Json, type JsonObject } from '../src/rules/model/json';
import { RuleTexts } from '../src/rules/text/texts';
import examples from './rules.json';
import { show } from './show';

const CHOICES = { types: [], pools: [], units: [], badges: [] };
const begin = (rule: JsonObject): Doc => ({ name: 'Badge', description: 'Text', points: 5, noun: { one: '', other: '' }, tierNames: {}, rule });

/** Rules of the language, and what a badge may say beside its rule, or instead of one. */
const RULES: Record<string, JsonObject> = {
  ...(examples as unknown as Record<string, JsonObject>),
  'good for a year, given by managers': { ...examples.count, expiry: 'P1Y', revokes: 'flag', grant_policy: { who: 'managers', most: 4, days: 14 } },
  'only given, in tiers': { tiers: [{ id: 'bronze', at_least: 1 }], expiry: 'P1Y6M', grant_policy: { who: 'everyone' } },
};

/** What the form makes of a rule; `now()` is the rule as it stands. */
async function edit(rule: JsonObject, { check, view = 'form' }: { check?: Check; view?: 'form' | 'json' } = {}) {
  const seen = { doc: begin(rule) };
  const changes = vi.fn();
  function Stage() {
    const [held, hold] = useState(seen.doc);
    useLayoutEffect(() => void (seen.doc = held));
    const change = (what: string, to: (now: Doc) => Doc) => {
      changes(what);
      hold(to);
    };
    const inRule = (what: string, to: (now: JsonObject) => JsonObject) => change(what, (now) => ({ ...now, rule: to(now.rule) }));
    const editing = { rule: held.rule, change: inRule, set: (path: string, value: Json | undefined) => inRule(path, (now) => put(now, path, value)), check, choices: CHOICES, badge: 'b' };
    return (
      <RuleTexts>
        <EditorContext value={editing}>{view === 'form' ? <EditorForm doc={held} edit={change} /> : <JsonPane doc={held} edit={change} />}</EditorContext>
      </RuleTexts>
    );
  }
  await show(<Stage />);
  return { now: () => seen.doc.rule, changes };
}

/** Everything that can be read in the page: texts, and what its fields hold. */
function readable(): string[] {
  const fields = [...document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select, textarea')].map((field) => field.value);
  return [...fields, document.body.textContent].map((text) => text.toLowerCase());
}

/** What a rule says: every number and text in it, durations and instants aside, which are told in other words. */
function said(value: Json | undefined): string[] {
  if (Array.isArray(value)) return (value as Json[]).flatMap(said);
  if (typeof value === 'object' && value !== null) return Object.values(value as JsonObject).flatMap(said);
  const text = String(value);
  return typeof value === 'boolean' || /^(P\d|PT\d|\d{4}-)/.test(text) || text === '*' || text === 'unit' ? [] : [text];
}

beforeEach(() => {
  vi.stubGlobal('fetch', vi.fn(() => new Promise(() => undefined)));
  vi.stubGlobal('scrollTo', () => undefined);
});
afterEach(() => vi.unstubAllGlobals());

describe.each(Object.entries(RULES))('a rule: %s', (_name, rule) => {
  test('is shown whole, and is not changed by being shown', async () => {
    const { now, changes } = await edit(rule);
    const seen = readable();
    expect(said(rule).filter((text) => !seen.some((one) => one.includes(text.toLowerCase())))).toEqual([]);
    expect(changes).not.toHaveBeenCalled();
    expect(now()).toBe(rule);
  });

  test('comes back from the JSON as it went in', async () => {
    const { now } = await edit({ criteria: { all: [] } }, { view: 'json' });
    const field = screen.getByRole('textbox', { name: 'The rule as JSON' });
    await userEvent.clear(field);
    await userEvent.click(field);
    await userEvent.paste(JSON.stringify(rule));
    expect(now()).toEqual(rule);
    cleanup();
    const again = await edit(now(), { view: 'json' });
    expect(JSON.parse((screen.getByRole('textbox', { name: 'The rule as JSON' }) as HTMLTextAreaElement).value)).toEqual(rule);
    expect(again.changes).not.toHaveBeenCalled();
  });
});

describe('the form', () => {
  const simple = examples.count as JsonObject;
  const items = async (menu: string) => {
    await userEvent.click(screen.getByRole('button', { name: menu }));
    return (name: string) => screen.findByRole('menuitem', { name });
  };

  test('adds a part beside the one there is, moves it and takes it out again', async () => {
    const { now } = await edit(simple);
    await userEvent.click(await (await items('More for Count'))('Put into “all of”'));
    await userEvent.click(screen.getByRole('button', { name: 'Add a part' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: /^Tenure/ }));
    expect(now()).toEqual({ criteria: { all: [simple['criteria'], { tenure: { at_least: 'P1Y' } }] } });
    await userEvent.click(await (await items('More for Tenure'))('Move up'));
    expect(now()).toEqual({ criteria: { all: [{ tenure: { at_least: 'P1Y' } }, simple['criteria']] } });
    await userEvent.click(await (await items('More for Tenure'))('Remove'));
    await userEvent.click(await (await items('More for All of'))('Take out of what is around it'));
    expect(now()).toEqual(simple);
  });

  test('writes a condition as it is typed, numbers as numbers', async () => {
    const { now } = await edit(simple);
    await userEvent.click(screen.getByRole('button', { name: 'Condition' }));
    await userEvent.type(screen.getByRole('combobox', { name: 'Field' }), 'result.score.scaled');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Comparison' }), 'gte');
    await userEvent.type(screen.getByRole('combobox', { name: 'Value' }), '0.85');
    expect(now()).toEqual({ criteria: { count: { of: { types: ['course.completed'], where: [{ path: 'result.score.scaled', op: 'gte', value: 0.85 }] }, at_least: 3 } } });
    await userEvent.click(await (await items('More for this condition'))('Remove the condition'));
    expect(now()).toEqual(simple);
  });

  test('takes a choice back without a trace', async () => {
    const { now } = await edit(simple);
    const choose = (name: string, value: string) => userEvent.selectOptions(screen.getByRole('combobox', { name }), value);
    await choose('Each once, or every time?', 'every');
    await choose('When', 'calendar');
    await choose('How often', 'per_period');
    expect(now()).not.toEqual(simple);
    await choose('Each once, or every time?', 'object');
    await choose('When', 'none');
    await choose('How often', 'once');
    expect(now()).toEqual(simple);
  });

  test('says how long it lasts and who may give it, and takes that back without a trace', async () => {
    const { now } = await edit(simple);
    const choose = (name: string, value: string) => userEvent.selectOptions(screen.getByRole('combobox', { name }), value);
    const type = async (name: string, text: string) => {
      await userEvent.clear(screen.getByRole('textbox', { name }));
      await userEvent.type(screen.getByRole('textbox', { name }), text);
    };
    await choose('How long it is good', 'after');
    await choose('Unit of time', 'months');
    await type('Length of time', '6');
    await choose('If what it rests on is taken back', 'flag');
    await choose('Who may give it', 'managers');
    await choose('How often each of them may', 'most');
    await type('At most so many times', '5');
    await type('In so many days', '7');
    expect(now()).toEqual({ ...simple, expiry: 'P6M', revokes: 'flag', grant_policy: { who: 'managers', most: 5, days: 7 } });
    await choose('How long it is good', 'never');
    await choose('If what it rests on is taken back', 'revoke');
    await choose('How often each of them may', 'any');
    expect(now()).toEqual({ ...simple, grant_policy: { who: 'managers' } });
    await choose('Who may give it', 'nobody');
    expect(now()).toEqual(simple);
  });

  test('makes a badge that is only given: nothing is asked of how it is earned', async () => {
    const { now } = await edit({ ...(examples['of a unit, from then on'] as JsonObject), expiry: 'P1Y' });
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'How people get it' }), 'given');
    expect(now()).toEqual({ expiry: 'P1Y', grant_policy: { who: 'managers' } });
    expect(screen.queryByRole('combobox', { name: 'How often' })).toBeNull();
    expect(screen.queryByRole('combobox', { name: 'If what it rests on is taken back' })).toBeNull();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'How people get it' }), 'earned');
    expect(now()).toEqual({ criteria: { all: [] }, expiry: 'P1Y', grant_policy: { who: 'managers' } });
    expect(screen.getByRole('button', { name: 'Add a part' })).toBeVisible();
  });

  test('says what is wrong at its field', async () => {
    const problems = [
      { path: 'criteria.count.at_least', message: 'must be a whole number, 1 or more' },
      { path: 'criteria.count.of.types[0]', message: 'must be lower-case words' },
      { path: 'tiers[0].at_least', message: 'must rise' },
      { path: 'grant_policy.who', message: 'nobody could have it' },
    ];
    const check: Check = { asOf: '2026-11-22T09:00:00Z', words: null, problems, doubts: [], matches: [] };
    await edit(examples.tiers as JsonObject, { check });
    for (const { message } of problems) expect(screen.getByText(message)).toBeVisible();
    expect(screen.getByRole('combobox', { name: 'Types of what happened' })).toBeInvalid();
    expect(screen.getByRole('textbox', { name: 'Number of tier 1' })).toBeInvalid();
    expect(screen.getByRole('combobox', { name: 'Who may give it' })).toBeInvalid();
  });

  test('tells how many facts each line leaves', async () => {
    const check: Check = { asOf: '2026-11-22T09:00:00Z', words: 'x', problems: [], doubts: [], matches: [{ path: 'criteria.count.of', left: [14206], isSample: true }] };
    await edit(simple, { check });
    expect(screen.getByText(/14,206/)).toHaveTextContent('~14,206');
  });
});

test('text that is no JSON changes nothing, and is kept to be finished', async () => {
  const { now } = await edit(examples.count as JsonObject, { view: 'json' });
  const field = screen.getByRole('textbox', { name: 'The rule as JSON' });
  await userEvent.type(field, 'x');
  expect(field).toBeInvalid();
  expect(now()).toBe(examples.count);
  await userEvent.type(field, '{Backspace}');
  expect(field).toBeValid();
});
