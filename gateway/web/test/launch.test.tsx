import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Failure } from '../src/api/failure';
import { emptyLaunch, LAUNCH_ALIASES, LAUNCH_FIELDS, launchInput, launchProblems } from '../src/challenges/launch';
import { LaunchForm } from '../src/challenges/LaunchForm';
import { criteriaOf, typeChoices } from '../src/challenges/rule';
import { fieldErrors } from '../src/parts/fieldErrors';
import { show, ZONE } from './show';

const TODAY = '2026-11-22';
const values = {
  ...emptyLaunch(TODAY, 'u-1', ZONE),
  title: ' Drill season ',
  description: 'Lead a drill.',
  type: 'drill.led',
  startDay: '2026-12-01',
  endDay: '2027-01-31',
};

describe('the rule', () => {
  test('asks for a number of things, each counting once, unless every time counts', () => {
    const rule = { type: 'drill.led', condition: null, atLeast: 3, once: true };
    expect(criteriaOf(rule)).toEqual({ count: { of: { types: ['drill.led'] }, at_least: 3 } });
    expect(criteriaOf({ ...rule, once: false }).count.of).toEqual({ types: ['drill.led'], credit_key: [] });
  });

  test.each([
    ['eq', 'payments', 'payments'],
    ['gte', '0.8', 0.8],
    ['eq', 'true', true],
    ['contains', '2024', '2024'],
  ] as const)('compares %s %s with its own kind of value', (op, text, value) => {
    const rule = { type: 'a', condition: { path: ' data.topic ', op, value: ` ${text} ` }, atLeast: 1, once: true };
    expect(criteriaOf(rule).count.of.where).toEqual([{ path: 'data.topic', op, value }]);
  });

  test('is offered the types that really occur once each, the commonest first', () => {
    const seen = (type: string, source: string, count: number, ...samples: string[]) => ({ type, source, count, samples });
    expect(typeChoices([seen('course.completed', 'lms', 5, 'A'), seen('drill.led', 'drills', 7), seen('course.completed', 'wiki', 3, 'A', 'B')])).toEqual([
      { type: 'course.completed', count: 8, sources: ['lms', 'wiki'], samples: ['A', 'B'] },
      { type: 'drill.led', count: 7, sources: ['drills'], samples: [] },
    ]);
  });
});

describe('what is sent', () => {
  test('covers the last day whole, in the zone that its days are meant in', () => {
    const { startsAt, endsAt, title, noun, idempotencyKey } = launchInput(values, 'key-1');
    expect([startsAt, endsAt]).toEqual(['2026-11-30T23:00:00.000Z', '2027-01-31T23:00:00.000Z']);
    expect([title, noun, idempotencyKey]).toEqual(['Drill season', null, 'key-1']);
  });

  test('has nothing to mend when it is complete', () => {
    expect(launchProblems(values, TODAY)).toEqual({});
  });

  test.each([
    ['title', { title: ' ' }],
    ['endDay', { endDay: '2026-11-30' }],
    ['endDay', { startDay: '2026-11-01', endDay: '2026-11-21' }],
    ['atLeast', { atLeast: 1.5 }],
    ['points', { points: -1 }],
    ['nounOther', { nounOne: 'drill' }],
    ['condition.path', { condition: { path: 'data.', op: 'eq' as const, value: 'x' } }],
    ['condition.value', { condition: { path: 'data.topic', op: 'eq' as const, value: ' ' } }],
  ])('names %s as what to mend in %o', (field, wrong) => {
    expect(Object.keys(launchProblems({ ...values, ...wrong }, TODAY))).toEqual([field]);
  });
});

test('what the server refuses stands at the field that it came from', () => {
  const fields = [
    { path: 'input.title', message: 'is taken' },
    { path: 'criteria.count.at_least', message: 'is too high' },
    { path: 'criteria.count.of.types[0]', message: 'is no type' },
    { path: 'endsAt', message: 'is too late' },
    { path: 'somewhere.else', message: 'is lost' },
  ];
  expect(fieldErrors(new Failure('BAD_INPUT', 'Refused', { fields }), LAUNCH_FIELDS, LAUNCH_ALIASES)).toEqual({
    title: 'is taken',
    atLeast: 'is too high',
    type: 'is no type',
    endDay: 'is too late',
  });
});

describe('the form', () => {
  const units = [{ id: 'u-1', name: 'Payments platform', memberCount: 12, timezone: ZONE }];
  const types = [{ type: 'drill.led', count: 320, sources: ['drills'], samples: ['Lost region'] }];
  const reached = vi.fn();
  beforeEach(() => vi.stubGlobal('fetch', reached));
  afterEach(() => vi.unstubAllGlobals());

  test('sends nothing while something is to be mended, and says what', async () => {
    await show(<LaunchForm units={units} types={types} />);
    await userEvent.click(screen.getByRole('button', { name: 'Launch' }));
    expect(screen.getByText('Give it a title.')).toBeVisible();
    expect(screen.getByText('Choose what counts.')).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'Title' })).toBeInvalid();
    expect(reached).not.toHaveBeenCalled();
  });

  test('shows what people will read as its sentence is filled in', async () => {
    await show(<LaunchForm units={units} types={types} />);
    await userEvent.type(screen.getByRole('textbox', { name: 'Title' }), 'Drill season');
    await userEvent.click(screen.getByRole('combobox', { name: 'What is to be completed' }));
    await userEvent.click(await screen.findByRole('option', { name: /drill led/ }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Several are called' }), 'drills');
    await userEvent.type(screen.getByRole('textbox', { name: 'One of them is called' }), 'drill');
    const preview = screen.getByRole('complementary');
    expect(preview).toHaveTextContent('Drill season');
    expect(preview).toHaveTextContent(/3 drills from .* to .*; each counts once\./);
  });

  test('a condition can be added to the sentence and taken out again', async () => {
    await show(<LaunchForm units={units} types={types} />);
    await userEvent.click(screen.getByRole('button', { name: 'Add a condition' }));
    expect(screen.getByRole('textbox', { name: /Field of the completion/ })).toHaveValue('data.');
    await userEvent.click(screen.getByRole('button', { name: 'Remove the condition' }));
    expect(screen.queryByRole('textbox', { name: /Field of the completion/ })).not.toBeInTheDocument();
  });
});
