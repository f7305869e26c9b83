import type { LaunchChallengeInput } from '../gen/graphql';
import { addDays, startOfDay } from '../text/dates';
import type { MessageId } from '../text/TextProvider';
import { criteriaOf, type Rule } from './rule';

/** What the launch form holds. Days are calendar days in `timezone`, both inclusive. */
export interface LaunchValues extends Rule {
  title: string;
  description: string;
  unit: string;
  startDay: string;
  endDay: string;
  timezone: string;
  nounOne: string;
  nounOther: string;
  points: number;
}

export const LONGEST_TITLE = 120;
export const LONGEST_DESCRIPTION = 4000;
const DEFAULT_LENGTH_DAYS = 30;

export function emptyLaunch(today: string, unit: string, timezone: string): LaunchValues {
  return {
    title: '',
    description: '',
    unit,
    startDay: today,
    endDay: addDays(today, DEFAULT_LENGTH_DAYS),
    timezone,
    type: '',
    condition: null,
    atLeast: 3,
    once: true,
    nounOne: '',
    nounOther: '',
    points: 50,
  };
}

type Problems = Partial<Record<keyof LaunchValues | 'condition.path' | 'condition.value', MessageId>>;

/** What has to be mended before the form can be sent, at its field. */
export function launchProblems(values: LaunchValues, today: string): Problems {
  const { title, description, unit, startDay, endDay, type, atLeast, points, condition, nounOne, nounOther } = values;
  const checks: [keyof Problems, boolean, MessageId][] = [
    ['title', title.trim() === '', 'launch.title.needed'],
    ['description', description.trim() === '', 'launch.description.needed'],
    ['unit', unit === '', 'launch.unit.needed'],
    ['type', type === '', 'launch.type.needed'],
    ['startDay', startDay === '', 'launch.day.needed'],
    ['endDay', endDay < startDay, 'launch.endDay.early'],
    ['endDay', endDay < today, 'launch.endDay.past'],
    ['endDay', endDay === '', 'launch.day.needed'],
    ['atLeast', !Number.isInteger(atLeast) || atLeast < 1, 'launch.atLeast.wrong'],
    ['points', !Number.isInteger(points) || points < 0, 'launch.points.wrong'],
    ['nounOther', (nounOne.trim() === '') !== (nounOther.trim() === ''), 'launch.noun.both'],
    ['condition.path', condition !== null && !/^[a-z_]+(\.\w+)*$/i.test(condition.path.trim()), 'launch.condition.path.wrong'],
    ['condition.value', condition !== null && condition.value.trim() === '', 'launch.condition.value.needed'],
  ];
  return Object.fromEntries(checks.filter(([, wrong]) => wrong).map(([field, , message]) => [field, message]));
}

/** The command that the form stands for. The last day is included, so the window ends as the next one begins. */
export function launchInput(values: LaunchValues, idempotencyKey: string): LaunchChallengeInput {
  const { title, description, unit, startDay, endDay, timezone, points } = values;
  const [one, other] = [values.nounOne.trim(), values.nounOther.trim()];
  return {
    title: title.trim(),
    description: description.trim(),
    unit,
    startsAt: startOfDay(startDay, timezone),
    endsAt: startOfDay(addDays(endDay, 1), timezone),
    timezone,
    criteria: criteriaOf(values),
    noun: one ? { one, other } : null,
    points,
    idempotencyKey,
  };
}

/** Where the server's paths belong in the form. */
export const LAUNCH_ALIASES = {
  startsAt: 'startDay',
  starts_at: 'startDay',
  endsAt: 'endDay',
  ends_at: 'endDay',
  noun: 'nounOther',
  'criteria.count.at_least': 'atLeast',
  'criteria.count.of.where': 'condition.value',
  criteria: 'type',
} as const;

export const LAUNCH_FIELDS = ['title', 'description', 'unit', 'timezone', 'points'] as const;
