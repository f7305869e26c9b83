// A system posts completions; the employee, with the home page open, sees the badge, the points and her new rank.
import { randomUUID } from 'node:crypto';
import { ask, completion, course, post, postAll, until } from './doors.mjs';
import { axe, picture } from './look.mjs';
import { letManagerLead, standing, worth } from './points.mjs';
import { journey } from './stage.mjs';

const BADGE = `query Badge($id: ID!) {
  badge(id: $id) { id name points mine { have need nextTier { name } awards { id } } }
}`;
const PASSED = { outcome: 'passed', method: 'keyboard' };
/** Badges of which she may lack a tier, and a completion that brings each one step nearer. */
const CHOICES = [
  { id: 'data-literacy', make: (subject) => course(subject, { topic: 'data', module: randomUUID(), hours: 1 }) },
  { id: 'accessible-design', make: (subject) => completion('clinic', 'accessibility.reviewed', subject, { data: PASSED }) },
];

await journey(async ({ access }, stage) => {
  const { badge, make } = await nearly(access);
  const last = make();
  const gain = badge.points + (await worth(access, last.type));
  await letManagerLead(access, gain);
  const page = await stage.person(access.people.employee.name);
  const before = await settled(access, page);
  await page.evaluate(() => (window.sameDocument = true));

  const sent = performance.now();
  const { status } = await post(access, { ...last, time: new Date().toISOString() });
  const toast = page.getByRole('region', { name: 'New badges' });
  await toast.getByText(badge.name).waitFor();
  const toToast = performance.now() - sent;
  await until('the points on the page', () => row(page), ({ points }) => points >= before.points + gain);
  const toPoints = performance.now() - sent;
  const after = await settled(access, page);
  const said = await toast.innerText();
  const findings = await axe(page);
  await picture(page, stage.artifacts, 'moment-badge-arrives');

  await toast.getByRole('link', { name: 'See why' }).click();
  const trace = await whatCounted(page, badge, last);
  const tile = await onTheShelf(page, badge);
  return {
    status, badge: badge.name, gain, before, after, said, trace, tile, findings,
    toastLeft: await toast.innerText(),
    sameDocument: await page.evaluate(() => window.sameDocument === true),
    milliseconds: { toast: Math.round(toToast), points: Math.round(toPoints) },
  };
});

/** The first badge with something to earn, once all but the last completion for it were posted. */
async function nearly(access) {
  for (const { id, make } of CHOICES) {
    const read = async () => (await ask(access, 'employee', BADGE, { id })).badge;
    const { mine } = await read();
    if (mine.nextTier === null && mine.awards.length > 0) continue;
    const another = () => make(access.people.employee.subject);
    await postAll(access, Array.from({ length: mine.need - mine.have - 1 }, another));
    const badge = await until('all but one', read, (seen) => seen.mine.need - seen.mine.have === 1);
    return { badge, make: another };
  }
  throw new Error(`nothing is left to earn among ${CHOICES.map(({ id }) => id)}`);
}

/** Her row beside her neighbours' on the home page: `{rank, points}`. */
async function row(page) {
  const [rank, , , points] = (await page.locator('li[data-me]').innerText()).split('\n');
  return { rank: Number(rank), points: Number(points.replaceAll(/\D/g, '')) };
}

/** The same, once the page says what the board says. */
async function settled(access, page) {
  const look = async () => ({ shown: await row(page), board: await standing(access, 'employee') });
  const agree = ({ shown, board }) => shown.rank === board.rank && shown.points === board.points;
  return (await until('page and board agree', look, agree)).shown;
}

/** The badge's page, which lists the completion among what counted: since when it is hers, and the list. */
async function whatCounted(page, badge, { data: { object } }) {
  await page.waitForURL(`**/badges/${badge.id}`);
  const counted = page.getByRole('table', { name: /counted/ }).filter({ hasText: object.name });
  await counted.first().waitFor();
  const since = await page.getByRole('main').getByText(/^(\w+ since|Earned on) /).first().innerText();
  return { since, counted: await counted.first().innerText() };
}

/** Her badges, where this one stands among those earned. */
async function onTheShelf(page, badge) {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Badges' }).click();
  const earned = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Earned', exact: true }) });
  return earned.getByRole('link', { name: badge.name }).innerText();
}
