// With Ctrl K and the keyboard alone: to a page, to a badge that was searched, to the same again; another language, and back.
import { axe, picture } from './look.mjs';
import { journey } from './stage.mjs';

await journey(async ({ access }, stage) => {
  const page = await stage.person(access.people.employee.name);
  const field = page.getByRole('combobox');
  const open = async () => {
    await page.keyboard.press('Control+k');
    await field.waitFor();
  };
  const take = async (typed, option) => {
    await open();
    await page.keyboard.type(typed);
    await page.getByRole('option', { name: option, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await field.waitFor({ state: 'detached' });
  };

  await take('lead', 'Leaderboard');
  await page.getByRole('heading', { level: 1, name: 'Leaderboard' }).waitFor();
  const focused = await page.evaluate(() => document.activeElement?.tagName);

  await open();
  await page.keyboard.type('incident');
  const badge = page.getByRole('option', { name: 'Incident lead' });
  await badge.waitFor();
  await stage.rest(page);
  const findings = await axe(page);
  await picture(page, stage.artifacts, 'moment-palette-found');
  while ((await badge.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/badges/incident-lead');

  await open();
  const recent = await page.getByRole('group', { name: 'Recent' }).getByRole('option').allInnerTexts();
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });

  await take('deutsch', 'Language: Deutsch');
  await page.getByRole('navigation', { name: 'Hauptmenü' }).waitFor();
  await page.getByText(/Leite 3 drills/).waitFor();
  const german = { lang: await page.evaluate(() => document.documentElement.lang), title: await page.title() };
  await take('english', 'Sprache: English');
  await page.getByRole('navigation', { name: 'Main' }).waitFor();

  await take('dark', 'Switch to dark');
  const scheme = await page.evaluate(() => document.documentElement.dataset.mantineColorScheme);
  return { focused, findings, recent, german, scheme };
});
