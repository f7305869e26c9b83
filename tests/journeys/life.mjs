// The life of a badge: an administrator writes its rule with the keyboard alone, tries it on all that has happened and
// publishes it; people hold it at once, one reads why not yet; a completion brings it into her open browser; she shows
// it to the world, until it is revoked with a reason.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ask, course, post, postAll, until } from './doors.mjs';
import { press } from './keyboard.mjs';
import { axe, picture } from './look.mjs';
import { revoke } from './revoking.mjs';
import { publish, read, visited, withdraw } from './showing.mjs';
import { journey } from './stage.mjs';
import { back, begin, condition, mend, release, saved, supposed, tried } from './writing.mjs';

const DRAFT = 'query Draft($id: ID!) { badge(id: $id) { state criteria tiers { id atLeast } grantPolicy { who } } }';
const JUDGED = 'query Judged($id: ID!) { backfill(badge: $id) { state } }';
const HAVE = 'query Have($input: SimulationInput!) { simulateRule(input: $input) { trace { root { have } } } }';
const VERIFIERS = fileURLToPath(new URL('../credentials/verify.mjs', import.meta.url));
const NAME = 'Amara D.';
const WHY = 'That course was never about security.';

await journey(async ({ access }, stage) => {
  const { employee, manager } = access.people;
  const findings = [];
  const had = await have(access);
  await postAll(access, Array.from({ length: had + 1 }, () => course(manager.subject, { topic: 'security', hours: 1 })));
  const name = `Journey rule ${randomUUID().slice(0, 4)}`;
  const [admin, holder] = await Promise.all([access.people.admin, employee].map(({ name: who }) => stage.person(who)));
  const documents = await Promise.all([admin, holder].map((page) => page.evaluateHandle(() => window.document)));
  const written = await write(stage, access, admin, { name, atLeast: had + 1, findings });
  const holders = await held(stage, access, admin);

  const notYet = await whyNotYet(stage, holder, name);
  const { status } = await post(access, course(employee.subject, { topic: 'security', hours: 1 }));
  const toast = holder.getByRole('region', { name: 'New badges' });
  await toast.getByText(name).waitFor();
  const arrived = await toast.innerText();
  await picture(holder, stage.artifacts, 'moment-life-arrives');
  await toast.getByRole('link', { name: 'See why' }).click();

  const first = await publish(stage, holder, NAME, findings);
  const gone = await withdraw(stage, holder, first.url, findings);
  const { preview, url } = await publish(stage, holder, NAME, findings);
  const [world, verified] = await Promise.all([visited(stage, url), independently({ web: access.web, url })]);

  await revoke(admin, employee.name, WHY);
  await holder.getByText(WHY).first().waitFor();
  const after = await revoked(stage, url);
  const same = await Promise.all(documents.map((one) => one.evaluate((before) => before === window.document)));
  return { had, manager: manager.name, written, holders, notYet, status, arrived, name, preview, url, gone, world, verified, after, findings, sameDocument: same };
});

/** How many courses about security she has finished. */
async function have(access) {
  const where = [{ path: 'data.topic', op: 'in', value: ['security'] }];
  const rule = { criteria: { count: { of: { types: ['course.completed'], where }, at_least: 1000 } } };
  const { simulateRule } = await ask(access, 'admin', HAVE, { input: { rule, person: access.people.employee.id } });
  return simulateRule.trace.root.have;
}

/** From nothing to a badge that is live: what the editor said on the way. */
async function write(stage, access, page, { name, atLeast, findings }) {
  const look = async (moment) => {
    findings.push(...(await axe(page)));
    await picture(page, stage.artifacts, moment);
  };
  await begin(page, name, atLeast);
  const faulty = await condition(page);
  await look('moment-rule-faulty');
  await mend(page);
  await press(page, page.getByRole('button', { name: 'Add a tier' }));
  await saved(page);
  const said = await tried(page, access.people.employee.name);
  await look('moment-rule-tried');
  const { findings: more, ...supposing } = await supposed(stage, page, 1);
  findings.push(...more);
  const { badge } = await ask(access, 'admin', DRAFT, { id: idOf(page) });
  const undone = await back(page);
  const released = await release(stage, page, findings);
  return { faulty, ...said, supposing, badge, undone, released };
}

/** The badge that the editor is about. */
function idOf(page) {
  return new URL(page.url()).pathname.split('/').at(-1);
}

/** Who holds it by what they had done before. */
async function held(stage, access, page) {
  const judged = () => ask(access, 'admin', JUDGED, { id: idOf(page) });
  await until('everyone judged', judged, ({ backfill }) => backfill?.state === 'DONE');
  await press(page, page.getByRole('link', { name: 'Holders' }));
  const rows = page.getByRole('main').getByRole('button', { name: /^Revoke from / });
  await rows.first().waitFor();
  await picture(page, stage.artifacts, 'moment-life-holders');
  return page.getByRole('main').innerText();
}

/** The badge's page, found on the shelf: what counted, what did not, and what is missing. */
async function whyNotYet(stage, page, name) {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Badges' }).click();
  await page.getByRole('main').getByRole('link', { name }).first().click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  const why = page.locator('section').filter({ has: page.getByRole('heading', { name: /^Why not/ }) });
  await why.getByRole('table').first().waitFor();
  await picture(page, stage.artifacts, 'moment-life-not-yet');
  return why.innerText();
}

/** What programs say that others wrote. */
async function independently(asked) {
  const program = spawn(process.execPath, [VERIFIERS], { stdio: ['pipe', 'pipe', 'inherit'] });
  program.stdin.end(JSON.stringify(asked));
  return json(program.stdout);
}

/** The public page once the badge was revoked. */
async function revoked(stage, url) {
  const visitor = await stage.window();
  await visitor.goto(url);
  await stage.rest(visitor);
  await picture(visitor, stage.artifacts, 'public-badge-revoked');
  return { ...(await read(visitor)), findings: await axe(visitor) };
}
