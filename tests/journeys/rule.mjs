// An admin writes a rule with the keyboard alone: a new badge, a condition, what is wrong and how it is mended, the draft
// that saves itself, what it means in plain words, how it would judge somebody; a dry run, and only then publishing.
import { randomUUID } from 'node:crypto';
import { ask } from './doors.mjs';
import { choose, fill, pick, press } from './keyboard.mjs';
import { axe, overflow, picture } from './look.mjs';
import { journey } from './stage.mjs';

const DRAFT = 'query Draft($id: ID!) { badge(id: $id) { state criteria tiers { id atLeast } } }';

await journey(async ({ access }, stage) => {
  const page = await stage.person(access.people.admin.name);
  const document = await page.evaluateHandle(() => window.document);
  await press(page, page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Rules' }));
  await press(page, page.getByRole('link', { name: 'New badge' }));
  await begin(page, `Journey rule ${randomUUID().slice(0, 4)}`);
  const faulty = await condition(page);
  const findings = [...(await axe(page))];
  await picture(page, stage.artifacts, 'moment-rule-faulty');
  await mend(page);
  await press(page, page.getByRole('button', { name: 'Add a tier' }));
  await saved(page);
  const words = await page.getByRole('complementary').getByRole('paragraph').first().innerText();

  await choose(page, page.getByRole('combobox', { name: 'Choose a person' }), access.people.employee.name);
  await page.getByRole('complementary').getByRole('heading', { level: 3 }).first().waitFor();
  const judged = await page.getByRole('complementary').getByRole('listitem').first().innerText();
  findings.push(...(await axe(page)));
  await picture(page, stage.artifacts, 'moment-rule-tried');
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const { badge } = await ask(access, 'admin', DRAFT, { id });
  const undone = await back(page);
  const released = await release(stage, page, findings);
  const narrow = await onAPhone(stage, page);
  const sameDocument = await document.evaluate((before) => before === window.document);
  return { faulty, words, judged, badge, undone, released, narrow, findings, sameDocument };
});

/** The beginning of a badge: its name, its reason, and what counts. */
async function begin(page, name) {
  await fill(page, page.getByRole('textbox', { name: 'Name' }), name);
  await fill(page, page.getByRole('textbox', { name: 'Description' }), 'Courses about keeping things safe.');
  await choose(page, page.getByRole('combobox', { name: 'Of what' }), 'course completed');
  await press(page, page.getByRole('button', { name: 'Create the draft' }));
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** A condition whose field is no field yet: what is said of it, and whether anything was saved. */
async function condition(page) {
  await press(page, page.getByRole('button', { name: 'Condition', exact: true }));
  await fill(page, page.getByRole('combobox', { name: 'Field' }), 'data.');
  await page.getByText('must be a path of names').first().waitFor();
  return { said: await page.getByRole('complementary').innerText(), state: await page.getByRole('status').first().innerText() };
}

async function mend(page) {
  await fill(page, page.getByRole('combobox', { name: 'Field' }), 'data.topic');
  await pick(page, page.getByRole('combobox', { name: 'Comparison' }), 'is one of');
  await fill(page, page.getByRole('combobox', { name: 'Values' }), 'security');
  await page.keyboard.press('Enter');
}

async function saved(page) {
  await page.getByRole('status').filter({ hasText: /^Saved$/ }).first().waitFor();
}

/** One step back takes the tier away again, and that is saved too. */
async function back(page) {
  await press(page, page.getByRole('button', { name: 'Undo' }));
  await page.getByRole('textbox', { name: 'Number of tier 1' }).waitFor({ state: 'detached' });
  await page.getByRole('status').filter({ hasNotText: /^Saved$/ }).first().waitFor({ state: 'attached' });
  await saved(page);
  return true;
}

/** A dry run of what is saved, and only then publishing it; who would hold it is told before. */
async function release(stage, page, findings) {
  const publish = page.getByRole('button', { name: 'Publish', exact: true });
  const before = await publish.isDisabled();
  await press(page, page.getByRole('button', { name: 'Dry run' }));
  await press(page, page.getByText('Who it would be'));
  const told = await page.getByRole('region', { name: 'From draft to live' }).innerText();
  findings.push(...(await axe(page)));
  await picture(page, stage.artifacts, 'moment-rule-dry-run');
  await press(page, publish);
  await press(page, page.getByRole('dialog').getByRole('button', { name: 'Publish' }));
  await page.getByText('Live, version 1').first().waitFor();
  return { before, told };
}

async function onAPhone(stage, page) {
  const phone = await stage.phone(page);
  await phone.goto(page.url());
  await stage.rest(phone);
  await picture(phone, stage.artifacts, 'moment-rule-390');
  return { overflow: await overflow(phone), findings: await axe(phone) };
}
