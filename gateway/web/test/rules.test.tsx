import { readdirSync, readFileSync } from 'node:fs';
import { parse as parseMessage, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';
import type { BadgeDraftFragment } from '../src/gen/graphql';
import { docOf, inputOf, missingIn, questionOf, tierName } from '../src/rules/model/document';
import { opsFor, read, withOp, withRight, written } from '../src/rules/model/conditions';
import { askedOf, factsOf, supposed, typesIn } from '../src/rules/model/suppose';
import { readDuration, spelledOut, writeDuration } from '../src/rules/model/durations';
import { begin, change, redo, undo } from '../src/rules/model/history';
import { at, insert, move, parentOf, put, same, stepsOf, type JsonObject } from '../src/rules/model/json';
import { bearerOf, fresh, isMarked, KINDS, regrouped, unmarked } from '../src/rules/model/language';
import { placeOf } from '../src/rules/model/places';
import { slugOf } from '../src/rules/model/slug';
import { faultsOfTerms } from '../src/rules/model/terms';
import { nextTier, withoutTier, withTier, withTierName } from '../src/rules/model/tiers';
import de from '../src/rules/text/de.json';
import en from '../src/rules/text/en.json';

const rule: JsonObject = {
  criteria: { all: [{ count: { of: { types: ['a.b'], where: [{ path: 'data.x', op: 'eq', value: 1 }] }, at_least: 3 } }, { badge: { id: 'b' } }] },
};

describe('a path', () => {
  test('leads to what the server means by it', () => {
    expect(stepsOf('criteria.all[0].count.of.where[0].op')).toEqual(['criteria', 'all', 0, 'count', 'of', 'where', 0, 'op']);
    expect(at(rule, 'criteria.all[0].count.of.where[0].op')).toBe('eq');
    expect(at(rule, 'criteria.all[7].count')).toBeUndefined();
    expect([parentOf('criteria.all[1]'), parentOf('criteria.all'), parentOf('criteria')]).toEqual([
      { parent: 'criteria.all', last: 1 },
      { parent: 'criteria', last: 'all' },
      { parent: '', last: 'criteria' },
    ]);
  });

  test('changes that one place, and nothing else', () => {
    const changed = put(rule, 'criteria.all[0].count.at_least', 5);
    expect(at(changed, 'criteria.all[0].count.at_least')).toBe(5);
    expect(put(changed, 'criteria.all[0].count.at_least', 3)).toEqual(rule);
    expect(at(changed, 'criteria.all[1]')).toBe(at(rule, 'criteria.all[1]'));
    expect(at(put(rule, 'criteria.all[0]', undefined), 'criteria.all')).toEqual([{ badge: { id: 'b' } }]);
    expect(at(put(rule, 'criteria.all[0].count.of.where', undefined), 'criteria.all[0].count.of')).toEqual({ types: ['a.b'] });
  });

  test('keeps the order of an object’s names where a value only changes', () => {
    expect(Object.keys(at(put({ a: { x: 1, y: 2 } }, 'a.x', 3), 'a') as JsonObject)).toEqual(['x', 'y']);
  });

  test('moves within its list, and not beyond', () => {
    expect(at(move(rule, 'criteria.all', 1, 0), 'criteria.all[0]')).toEqual({ badge: { id: 'b' } });
    expect(move(rule, 'criteria.all', 0, -1)).toBe(rule);
    expect(move(rule, 'criteria.all', 1, 2)).toBe(rule);
    expect(at(insert(rule, 'criteria.all', 2, fresh('tenure')), 'criteria.all[2]')).toEqual({ tenure: { at_least: 'P1Y' } });
    expect(at(insert({}, 'list', 0, 1), 'list')).toEqual([1]);
  });
});

describe('a value', () => {
  test.each([
    ['0.8', [], 0.8],
    ['true', [], true],
    ['"7"', [], '7'],
    ['2024', ['TEXT'], '2024'],
    ['2024', ['TEXT', 'NUMBER'], 2024],
    ['c-sql', [], 'c-sql'],
    ['', [], ''],
    ['"open', [], '"open'],
    ['1e999', [], '1e999'],
  ] as const)('typed as %s where %o is found, is %o', (text, kinds, value) => {
    expect(read(text, kinds)).toBe(value);
  });

  test.each(['x', '7', 'true', '"quoted"', 'a "b" c', '', ' 7', 7, 0.5, -3, 1e21, true, false])('%o comes back from how it is written', (value) => {
    expect(read(written(value, []), [])).toBe(value);
    if (typeof value === 'string') expect(read(written(value, ['TEXT']), ['TEXT'])).toBe(value);
  });

  test('is fitted to another comparison as far as it can be', () => {
    const is = { path: 'data.x', op: 'eq', value: 'a' };
    expect(withOp(is, 'in')).toEqual({ path: 'data.x', op: 'in', value: ['a'] });
    expect(withOp({ ...is, op: 'in', value: ['a', 'b'] }, 'ne').value).toBe('a');
    expect(withOp(is, 'exists').value).toBe(true);
    expect(withOp(is, 'size_gte').value).toBe(1);
    expect(withOp({ path: 'data.x', op: 'eq', value_of: 'data.y' }, 'gt')).toEqual({ path: 'data.x', op: 'gt', value_of: 'data.y' });
    expect(withOp({ path: 'data.x', op: 'eq', value_of: 'data.y' }, 'exists')).toEqual({ path: 'data.x', op: 'exists', value: true });
    expect(withRight(is, 'value_from', 'eq')).toEqual({ path: 'data.x', op: 'eq', value_from: '' });
  });

  test('of yes or no is offered no order; what was chosen stays offered', () => {
    expect(opsFor(['YES_NO'], 'eq')).toEqual(['eq', 'ne', 'exists']);
    expect(opsFor(['YES_NO'], 'gt')).toContain('gt');
    expect(opsFor([], 'eq')).toHaveLength(15);
  });
});

describe('what is supposed to happen', () => {
  const where = [{ path: 'data.topic', op: 'in', value: ['security', 'privacy'] }, { any: [{ path: 'result.score.scaled', op: 'gt', value: 0 }, { path: 'person.unit', op: 'eq', value: 'u-1' }] }];
  const asking = {
    criteria: {
      all: [
        { count: { of: { types: ['course.completed'], where }, at_least: 3 } },
        { sum: { of: { types: ['wiki.*'], role: 'mentor' }, path: 'data.words', at_least: 500 } },
        { not: { count: { of: { types: ['course.completed'], where: [{ not: { path: 'data.late', op: 'eq', value: true } }] }, at_least: 1 } } },
      ],
    },
  };

  test('begins with what the rule looks at, and would take', () => {
    expect(typesIn(asking)).toEqual(['course.completed']);
    expect(supposed(asking, 'course.completed')).toEqual({ type: 'course.completed', times: 1, data: { topic: 'security' }, result: { score: { scaled: 1 } } });
    expect(supposed(asking, 'wiki.edited')).toEqual({ type: 'wiki.edited', times: 1, role: 'mentor', data: { words: '' } });
    expect(askedOf(asking, 'wiki.edited')).toEqual([{ path: 'role', value: 'mentor' }, { path: 'data.words', value: undefined }]);
  });

  test('of a type that the rule does not look at says nothing', () => {
    expect(askedOf(asking, 'drill.led')).toBeNull();
    expect(supposed(asking, 'drill.led')).toEqual({ type: 'drill.led', times: 1 });
  });

  test('is judged as often as it says, of another thing each time, without what is left empty', () => {
    const [one, other, ...more] = factsOf([{ type: ' wiki.edited ', times: 2, data: { words: '', topic: 'a' } }, { type: '', times: 3 }, { type: 'x', times: null }]);
    expect(more).toEqual([]);
    expect(one).toEqual({ type: 'wiki.edited', id: 'made-up-1-1', data: { topic: 'a' }, object: { type: 'made-up', id: 'made-up-1-1' } });
    expect(other?.['object']).toEqual({ type: 'made-up', id: 'made-up-1-2' });
    expect(factsOf([{ type: 'x', times: 1000 }])).toHaveLength(40);
    expect(factsOf([{ type: 'x', times: 1, object: { id: 'o-1' } }])[0]?.['object']).toEqual({ type: 'made-up', id: 'o-1' });
  });
});

describe('a duration', () => {
  test.each([['P30D', 'days', 30], ['PT36H', 'hours', 36], ['P2W', 'weeks', 2], ['PT5M', 'minutes', 5]] as const)('%s is of one unit', (text, unit, n) => {
    const units = ['minutes', 'hours', 'days', 'weeks'] as const;
    expect(readDuration(text, units)).toEqual({ n, unit });
    expect(writeDuration({ n, unit })).toBe(text);
    expect(readDuration(spelledOut(text), units)).toBeUndefined();
  });

  test('of several units, or of others than are offered, is none of one', () => {
    expect(readDuration('P1DT12H', ['days', 'hours'])).toBeUndefined();
    expect(readDuration('P1M', ['days', 'weeks'])).toBeUndefined();
    expect(readDuration('P1M', ['months', 'minutes'])).toEqual({ n: 1, unit: 'months' });
  });
});

test('typing on in one field is one step back, another field another', () => {
  let history = begin('a');
  history = change(history, 'ab', 'name', 0);
  history = change(history, 'abc', 'name', 500);
  history = change(history, 'abcd', 'points', 600);
  expect(undo(history).present).toBe('abc');
  expect(undo(undo(history)).present).toBe('a');
  expect(redo(undo(history)).present).toBe('abcd');
  expect(undo(begin('a')).present).toBe('a');
  expect(change(undo(history), 'x', 'name', 700).future).toEqual([]);
});

describe('a fault', () => {
  const text = JSON.stringify(rule, null, 2);
  test('is found in the text where its path stands', () => {
    const [from, to] = placeOf(text, 'criteria.all[0].count.of.where[0].op');
    expect(text.slice(from, to)).toBe('"eq"');
    expect(text.slice(...placeOf(text, 'criteria.all[1]'))).toBe(JSON.stringify({ badge: { id: 'b' } }, null, 2).replaceAll('\n', '\n      '));
  });

  test('of what is not there is found at what is around it', () => {
    expect(text.slice(...placeOf(text, 'criteria.all[1].badge.tier'))).toContain('"id": "b"');
    expect(placeOf(text, 'tiers[0]')).toEqual([0, text.length]);
  });

  test('is found however the text is laid out', () => {
    const odd = '{"a":[1,  "x, ]}\\"" ,{ }],\n"b" : null}';
    expect(odd.slice(...placeOf(odd, 'a[1]'))).toBe('"x, ]}\\""');
    expect(odd.slice(...placeOf(odd, 'a[2]'))).toBe('{ }');
    expect(odd.slice(...placeOf(odd, 'b'))).toBe('null');
  });
});

describe('tiers', () => {
  const doc = { name: 'x', description: 'x', points: 0, noun: { one: '', other: '' }, tierNames: {}, rule };
  const count = { ...doc, rule: { criteria: { count: { of: { types: ['a'] }, at_least: 4 } } } };

  test('begin at what is asked for, and rise', () => {
    const one = withTier(count, nextTier(count));
    const two = withTier(one, nextTier(one));
    expect(two.rule['tiers']).toEqual([{ id: 'bronze', at_least: 4 }, { id: 'silver', at_least: 8 }]);
    expect(withoutTier(withoutTier(two, 0), 0).rule).toEqual(count.rule);
  });

  test('keep their id, whatever they are called', () => {
    const named = withTierName(withTier(count, { id: 'bronze', at_least: 1 }), 0, 'Kupfer');
    expect(inputOf('x', named, { shape: 'disc', field: 'pine', icon: 'award', band: null, picture: null }).tiers).toEqual([{ id: 'bronze', name: 'Kupfer', atLeast: 1 }]);
    expect(tierName({}, 'first-step')).toBe('First step');
  });

  test('are borne by the root, or by the one part that is marked, however it is marked', () => {
    expect(bearerOf(count.rule.criteria)).toBe('criteria');
    expect(bearerOf(rule['criteria'])).toBeUndefined();
    const marked = unmarked(rule['criteria'] ?? null, 'criteria', 'criteria.all[1]');
    expect(bearerOf(marked)).toBe('criteria.all[1]');
    expect(bearerOf({ any: [{ points: { at_least: 1 }, tiered: true }] })).toBe('criteria.any[0]');
    expect(isMarked(at({ criteria: unmarked(marked, 'criteria', 'criteria.all[0]') }, 'criteria.all[1]') ?? null)).toBe(false);
    expect(unmarked(marked, 'criteria', undefined)).toEqual(rule['criteria']);
  });
});

test('a group keeps its parts when it becomes another', () => {
  const parts = [fresh('tenure'), fresh('badge')];
  expect(regrouped({ all: parts }, 'at_least')).toEqual({ at_least: { k: 2, of: parts } });
  expect(regrouped({ at_least: { k: 2, of: parts } }, 'any')).toEqual({ any: parts });
});

test('a badge comes back from the form as it was read', () => {
  const { criteria } = rule;
  const badge: BadgeDraftFragment = {
    byHand: false,
    id: 'b', name: 'B', image: '', version: 2, state: 'DRAFT', description: 'd', points: 5, noun: { one: 'drill', other: 'drills' }, criteria,
    recipient: 'UNIT', repeat: { per_period: 'month' }, startFrom: '2026-01-01T00:00:00Z', tiers: [{ id: 'bronze', name: 'Kupfer', atLeast: 2 }],
    design: { shape: 'disc', field: 'pine', icon: 'award', band: null, picture: null },
    expiry: 'P1Y', revokes: 'FLAG', grantPolicy: { who: 'MANAGERS', most: 3, days: 30 },
  };
  const doc = docOf(badge);
  const asked = { criteria, recipient: 'unit', repeat: { per_period: 'month' }, tiers: [{ id: 'bronze', at_least: 2 }], start_from: '2026-01-01T00:00:00Z' };
  expect(doc.rule).toEqual({ ...asked, expiry: 'P1Y', revokes: 'flag', grant_policy: { who: 'managers', most: 3 } });
  const { image: _image, version: _version, state: _state, byHand: _byHand, design, ...said } = badge;
  expect(inputOf('b', doc, design)).toEqual({ ...said, ...design });
  expect(questionOf('b', doc).rule).toEqual(asked);
  expect(missingIn(doc)).toEqual(['points']);
  expect(missingIn({ ...doc, points: 0 })).toEqual([]);
  expect(missingIn({ ...doc, points: 0, name: ' ', noun: { one: 'x', other: '' } })).toEqual(['name', 'noun']);
});

describe('the terms of a badge', () => {
  const usual: BadgeDraftFragment = {
    id: 'b', name: 'B', image: '', version: 1, state: 'DRAFT', description: 'd', points: 0, noun: null, byHand: true, criteria: { count: { of: { types: ['given'] }, at_least: 1 } },
    recipient: 'PERSON', repeat: 'once', startFrom: null, tiers: [], design: { shape: 'disc', field: 'pine', icon: 'award', band: null, picture: null },
    expiry: null, revokes: 'REVOKE', grantPolicy: { who: 'EVERYONE', most: null, days: 30 },
  };

  test('say nothing where all is as usual, and what nothing earns has no criteria', () => {
    const doc = docOf(usual);
    expect(doc.rule).toEqual({ grant_policy: { who: 'everyone' } });
    expect(inputOf('b', doc, usual.design)).toMatchObject({ criteria: null, expiry: null, revokes: 'REVOKE', grantPolicy: usual.grantPolicy });
    expect(withoutTier(withTier(doc, nextTier(doc)), 0)).toEqual(doc);
  });

  test.each([
    [{ expiry: 'P1Y', revokes: 'flag', grant_policy: { who: 'admins', most: 1, days: 3660 } }, []],
    [{ expiry: 'P99Y11M4W1DT12H30M' }, []],
    [{ expiry: 'P0D' }, ['expiry']],
    [{ expiry: 'P101Y' }, ['expiry']],
    [{ expiry: 'a year' }, ['expiry']],
    [{ expiry: 12 }, ['expiry']],
    [{ revokes: 'keep' }, ['revokes']],
    [{ grant_policy: { who: 'me' } }, ['grant_policy.who']],
    [{ grant_policy: { who: 'admins', mots: 3 } }, ['grant_policy.who']],
    [{ grant_policy: { who: 'admins', most: 0, days: 1.5 } }, ['grant_policy.most', 'grant_policy.days']],
    [{ grant_policy: { who: 'admins', most: null, days: 4000 } }, ['grant_policy.most', 'grant_policy.days']],
    [{ grant_policy: { who: 'admins' }, repeat: { per_period: 'month' } }, ['grant_policy.who']],
    [{ grant_policy: { who: 'admins' }, recipient: 'unit' }, ['grant_policy.who']],
    [{ repeat: { per_period: 'month' }, recipient: 'unit' }, []],
    [{ criteria: null }, ['grant_policy.who']],
    [{ criteria: null, grant_policy: { who: 'everyone' } }, []],
  ] as [JsonObject, string[]][])('%j is wrong at %j', (terms, paths) => {
    expect(faultsOfTerms({ ...rule, ...terms }).map(({ path }) => path)).toEqual(paths);
  });
});

test.each(KINDS)('a fresh %s is an object of that one kind', (kind) => {
  expect(Object.keys(fresh(kind, 'a.b'))).toEqual([kind]);
});

test.each([['Für den Anfang!', 'fur-den-anfang'], ['  C++ & Rust ', 'c-rust'], ['Straße 7', 'strasse-7'], ['…', '']])('%s becomes the id %s', (name, id) => {
  expect(slugOf(name)).toBe(id);
});

test('values are the same whatever the order of names', () => {
  expect(same({ a: 1, b: [1] }, { b: [1], a: 1 })).toBe(true);
  expect(same({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  expect(same([1, 2], [2, 1])).toBe(false);
  expect(same({ a: null }, {})).toBe(false);
});

describe('the texts of the editor', () => {
  const source = readdirSync('src/rules', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(`src/rules/${file}`, 'utf8'))
    .join('\n');
  const args = (text: string) => [...new Set(argumentsOf(parseMessage(text)))].sort();

  test('are the same in both languages, with the same arguments', () => {
    expect(Object.keys(de)).toEqual(Object.keys(en));
    for (const [id, text] of Object.entries(en)) expect([id, args(de[id as keyof typeof en])]).toEqual([id, args(text)]);
  });

  test('are all in use', () => {
    const patterns = [...source.matchAll(/[`"'](rules\.[a-zA-Z.]*)\$\{/g)].map(([, prefix]) => prefix ?? '');
    const unused = Object.keys(en).filter((id) => !source.includes(`'${id}'`) && !source.includes(`"${id}"`) && !patterns.some((prefix) => prefix !== 'rules.' && id.startsWith(prefix)) && !/^rules\.(period|since|there|yesNo)(\.|$)/.test(id));
    expect(unused).toEqual([]);
  });
});

function argumentsOf(parts: readonly MessageFormatElement[]): string[] {
  return parts.flatMap((part) => {
    if (part.type === TYPE.literal || part.type === TYPE.pound) return [];
    const below = part.type === TYPE.plural || part.type === TYPE.select ? Object.values(part.options).flatMap(({ value }) => argumentsOf(value)) : [];
    return [part.value, ...below];
  });
}
