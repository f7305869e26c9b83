// Where people stand on this month's board, and what gives points.
import { ask, course, postAll, until } from './doors.mjs';

const STANDING = '{ board(period: MONTH) { me { rank points } } }';
const RULES = '{ scoringRules { match points active } }';

/** `{rank, points}` of `who` this month. */
export async function standing(access, who) {
  const { board } = await ask(access, who, STANDING);
  return board.me ?? { rank: null, points: 0 };
}

/** What one completion of this type gives. */
export async function worth(access, type) {
  const { scoringRules } = await ask(access, 'admin', RULES);
  const fits = (pattern) => pattern === type || (pattern.endsWith('*') && type.startsWith(pattern.slice(0, -1)));
  const rules = scoringRules.filter(({ active, match }) => active && match.types.some(fits));
  return rules.reduce((sum, { points }) => sum + points, 0);
}

/** Brings the manager ahead of the employee, by less than `gain`: what comes next is sure to change ranks. */
export async function letManagerLead(access, gain) {
  const each = await worth(access, 'course.completed');
  const lead = async () => (await standing(access, 'manager')).points - (await standing(access, 'employee')).points;
  const now = await lead();
  const [who, courses] = now > 0 ? ['employee', Math.ceil(now / each) - 1] : ['manager', Math.floor(-now / each) + 1];
  const { subject } = access.people[who];
  await postAll(access, Array.from({ length: courses }, () => course(subject, { topic: 'craft', hours: 1 })));
  await until('a manager just ahead', lead, (points) => points > 0 && points < gain);
}
