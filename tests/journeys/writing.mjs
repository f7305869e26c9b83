// An administrator in the rule editor, with the keyboard alone.
import { choose, fill, pick, press } from './keyboard.mjs';
import { axe, picture } from './look.mjs';

/** The beginning of a badge: its name, its reason, and so many of what counts. */
export async function begin(page, name, atLeast) {
  await press(page, page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Rules' }));
  await press(page, page.getByRole('link', { name: 'New badge' }));
  await fill(page, page.getByRole('textbox', { name: 'Name' }), name);
  await fill(page, page.getByRole('textbox', { name: 'Description' }), 'Courses about keeping things safe.');
  await fill(page, page.getByRole('textbox', { name: 'How many' }), String(atLeast));
  await choose(page, page.getByRole('combobox', { name: 'Of what' }), 'course completed');
  await press(page, page.getByRole('button', { name: 'Create the draft' }));
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** A condition whose field is no field yet: what is said of it, and whether anything was saved. */
export async function condition(page) {
  await press(page, page.getByRole('button', { name: 'Condition', exact: true }));
  await fill(page, page.getByRole('combobox', { name: 'Field' }), 'data.');
  await page.getByText('must be a path of names').first().waitFor();
  return { said: await page.getByRole('complementary').innerText(), state: await page.getByRole('status').first().innerText() };
}

/** Courses about security; administrators may give the badge as well. */
export async function mend(page) {
  await fill(page, page.getByRole('combobox', { name: 'Field' }), 'data.topic');
  await pick(page, page.getByRole('combobox', { name: 'Comparison' }), 'is one of');
  await fill(page, page.getByRole('combobox', { name: 'Values' }), 'security');
  await page.keyboard.press('Enter');
  await pick(page, page.getByRole('combobox', { name: 'Who may give it' }), 'admin');
}

export async function saved(page) {
  await page.getByRole('status').filter({ hasText: /^Saved$/ }).first().waitFor();
}

/** What it means in plain words, and how it would judge somebody. */
export async function tried(page, name) {
  const words = await page.getByRole('complementary').getByRole('paragraph').first().innerText();
  await choose(page, page.getByRole('combobox', { name: 'Choose a person' }), name);
  await page.getByRole('complementary').getByRole('heading', { level: 3 }).first().waitFor();
  return { words, judged: await page.getByRole('complementary').getByRole('listitem').first().innerText() };
}

/** What the person chosen would hold if courses about security came to it, as many as are needed; then left out again. */
export async function supposed(stage, page, times) {
  const side = page.getByRole('complementary');
  await press(page, side.getByRole('button', { name: 'Suppose this happens too' }));
  await fill(page, side.getByRole('textbox', { name: 'How many times' }), String(times));
  const earned = side.getByText(/, since/);
  await earned.first().waitFor();
  const seen = { earned: await earned.first().innerText(), topic: await side.getByRole('group', { name: 'data.topic' }).getByRole('combobox').inputValue() };
  const findings = await axe(page);
  await picture(page, stage.artifacts, 'moment-rule-supposed');
  await press(page, side.getByRole('button', { name: 'Leave out course.completed' }));
  await earned.first().waitFor({ state: 'detached' });
  return { ...seen, findings };
}

/** One step back takes the tier away again, and that is saved too. */
export async function back(page) {
  await press(page, page.getByRole('button', { name: 'Undo' }));
  await page.getByRole('textbox', { name: 'Number of tier 1' }).waitFor({ state: 'detached' });
  await page.getByRole('status').filter({ hasNotText: /^Saved$/ }).first().waitFor({ state: 'attached' });
  await saved(page);
  return true;
}

/** A dry run of what is saved, and only then publishing it; who would hold it is told before. */
export async function release(stage, page, findings) {
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
