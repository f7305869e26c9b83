// An administrator revokes with a reason; the holder reads it on the open page and appeals; it is given back. Then a
// peer gives a badge by hand. All of it with the keyboard alone; each page also on a phone, in dark.
import { randomUUID } from 'node:crypto';
import { ask, until } from './doors.mjs';
import { fill, press } from './keyboard.mjs';
import { axe, overflow, picture } from './look.mjs';
import { find, revoke } from './revoking.mjs';
import { journey } from './stage.mjs';

const HELD = '{ badges(status: EARNED, first: 50) { edges { node { id name mine { awards { id tier { id } } } } } } }';
const SAVE = 'mutation Save($input: BadgeInput!) { saveBadge(input: $input) { id version } }';
const TRY = 'mutation Try($input: DryRunInput!) { startDryRun(input: $input) { id } }';
const TRIED = 'query Tried($id: ID!) { dryRun(id: $id) { state } }';
const PUBLISH = 'mutation Publish($input: PublishInput!) { publishBadge(input: $input) { id } }';
const WHY = 'That drill was led by somebody else.';
const BUT = 'I led it from the bridge; the log of that night says so.';
const SO = 'The log says so indeed. Our mistake.';

await journey(async ({ access }, stage) => {
  const badge = await heldOnce(access);
  const admin = await stage.person(access.people.admin.name);
  const holder = await stage.person(access.people.employee.name);
  await holder.goto(`${access.web}/badges/${badge.id}`);
  const document = await holder.evaluateHandle(() => window.document);
  const findings = [];
  const look = async (page, name) => findings.push(...(await looks(stage, page, name)));

  await admin.goto(`${access.web}/admin/badges/${badge.id}/holders`);
  await look(admin, 'holders');
  await revoke(admin, access.people.employee.name, WHY, look);
  const changed = region(holder, 'What changed');
  await changed.getByText(WHY).waitFor();
  const told = await changed.innerText();
  await look(holder, 'revoked');

  await press(holder, changed.getByRole('button', { name: 'Appeal' }));
  await fill(holder, holder.getByRole('textbox', { name: 'What should be known?' }), BUT);
  await look(holder, 'appealing');
  await press(holder, holder.getByRole('button', { name: 'Send the appeal' }));
  await changed.getByText(/^Appeal sent on/).waitFor();
  const again = await changed.getByRole('button', { name: 'Appeal' }).count();

  const waiting = await decide(admin, look);
  await changed.getByText(/you have it again$/).waitFor();
  const answered = await changed.innerText();
  await look(holder, 'reinstated');
  const { badges } = await ask(access, 'employee', HELD);
  const heldAgain = badges.edges.some(({ node }) => node.id === badge.id);
  await admin.goto(`${access.web}/admin/badges/${badge.id}/holders?view=trail`);
  await admin.getByRole('listitem').filter({ hasText: WHY }).first().waitFor();
  const trail = await admin.getByRole('main').getByRole('listitem').allInnerTexts();
  await look(admin, 'trail');
  await admin.goto(`${access.web}/admin/badges/${badge.id}/holders?view=courtesy`);
  await look(admin, 'courtesy');

  const given = await give(access, stage, holder, look);
  const sameDocument = await document.evaluate((before) => before === window.document);
  return { told, again, waiting, answered, heldAgain, trail, given, findings, sameDocument };
});

/** Something that she holds one award of. */
async function heldOnce(access) {
  const { badges } = await ask(access, 'employee', HELD);
  return badges.edges.map(({ node }) => node).find(({ mine }) => mine.awards.length === 1);
}

function region(page, name) {
  return page.getByRole('region', { name });
}

/** The way from the navigation to the answer. */
async function decide(page, look) {
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Appeals' });
  await press(page, link);
  const card = page.getByRole('article').filter({ hasText: BUT });
  await card.waitFor();
  await look(page, 'appeals');
  const waiting = await link.innerText();
  await press(page, card.getByRole('button', { name: /^Give it back/ }));
  await fill(page, page.getByRole('textbox', { name: 'Your answer' }), SO);
  await look(page, 'deciding');
  await press(page, page.getByRole('dialog').getByRole('button', { name: 'Give it back' }));
  await card.waitFor({ state: 'detached' });
  return waiting;
}

/** A badge that everybody may give; she gives it to her manager, who reads what for. */
async function give(access, stage, page, look) {
  const id = await byHand(access);
  await page.evaluate((to) => window.history.pushState({}, '', to), `/badges/${id}`);
  await page.evaluate(() => window.dispatchEvent(new PopStateEvent('popstate')));
  await press(page, page.getByRole('button', { name: 'Give this badge' }));
  await find(page, page.getByRole('combobox', { name: 'To whom' }), access.people.manager.name);
  await fill(page, page.getByRole('textbox', { name: 'What for' }), 'For staying with us that night.');
  await look(page, 'giving');
  await press(page, page.getByRole('dialog').getByRole('button', { name: 'Give it' }));
  await page.getByText(`${access.people.manager.name} has it now.`).waitFor();
  const other = await stage.person(access.people.manager.name);
  await other.goto(`${access.web}/badges/${id}`);
  const given = region(other, `Given by ${access.people.employee.name}`);
  await given.waitFor();
  await look(other, 'given');
  return given.innerText();
}

async function byHand(access) {
  const id = `journey-thanks-${randomUUID().slice(0, 6)}`;
  const drawn = { shape: 'rosette', field: 'wine', icon: 'heart' };
  const input = { id, name: 'Steady hand', description: 'Stays when others have gone home.', grantPolicy: { who: 'EVERYONE', most: 5, days: 30 }, points: 5, ...drawn };
  const { saveBadge } = await ask(access, 'admin', SAVE, { input });
  const version = { badge: id, version: saveBadge.version };
  const { startDryRun } = await ask(access, 'admin', TRY, { input: version });
  await until('the dry run', () => ask(access, 'admin', TRIED, { id: startDryRun.id }), ({ dryRun }) => dryRun.state === 'DONE');
  await ask(access, 'admin', PUBLISH, { input: version });
  return id;
}

/** What is wrong with a page as it stands, in light on a desk and in dark on a phone; a picture of each. */
async function looks(stage, page, name) {
  const found = [];
  const desk = page.viewportSize();
  for (const [size, colorScheme] of [[desk, 'light'], [{ width: 390, height: 844 }, 'dark']]) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    await stage.rest(page);
    const wide = await overflow(page);
    const seen = `${name}-${size.width}-${colorScheme}`;
    found.push(...(await axe(page)).map((one) => `${seen}: ${one}`), ...(wide ? [`${seen}: ${JSON.stringify(wide)}`] : []));
    await picture(page, stage.artifacts, `moment-correcting-${seen}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(desk);
  return found;
}
