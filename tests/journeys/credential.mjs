// An employee publishes a badge, and anybody reads its page without signing in: on a desk and a phone, light and dark.
import { ask } from './doors.mjs';
import { axe, overflow, picture } from './look.mjs';
import { journey } from './stage.mjs';

const HELD = '{ badges(status: EARNED, first: 50) { edges { node { id name mine { awards { id } } } } } }';
const WITHDRAW = 'mutation Withdraw($award: ID!) { withdrawCredential(award: $award) { id } }';
const NAME = 'Amara D.';

await journey(async ({ access }, stage) => {
  const badge = await heldOnce(access);
  const page = await stage.person(access.people.employee.name);
  await page.goto(`${access.web}/badges/${badge.id}`);
  const shared = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Show it to the world' }) });
  await shared.getByRole('button', { name: 'Publish' }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish this badge' });
  await dialog.getByRole('textbox', { name: 'Your name on the page' }).fill(NAME);
  const preview = await dialog.getByRole('region', { name: 'What anybody with the link can read' }).innerText();
  const findings = await axe(page);
  await picture(page, stage.artifacts, 'moment-publishing');
  await dialog.getByRole('button', { name: 'Publish' }).click();
  const link = shared.getByRole('link', { name: 'Open page' });
  await link.waitFor();
  findings.push(...(await axe(page)));
  await picture(page, stage.artifacts, 'moment-published');
  const url = access.web + (await link.getAttribute('href'));

  const visitor = await stage.window();
  await visitor.goto(url);
  const phone = await stage.phone(visitor);
  await phone.goto(url);
  const looks = [...(await lookAt(stage, visitor)), ...(await lookAt(stage, phone))];
  const told = await read(visitor);
  await visitor.getByRole('link', { name: 'Verify again' }).click();
  const checks = await visitor.locator('[data-check]').evaluateAll((all) => all.map(({ dataset }) => [dataset.check, dataset.holds]));
  return { badge: badge.id, name: badge.name, url, preview, looks, told, checks, findings };
});

/** One page in light and dark. */
async function lookAt(stage, page) {
  const looks = [];
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await stage.rest(page);
    const { width } = page.viewportSize();
    looks.push({ axe: await axe(page), overflow: await overflow(page) });
    await picture(page, stage.artifacts, `public-badge-${width}-${colorScheme}`);
  }
  return looks;
}

/** Something she holds one award of, which is private. */
async function heldOnce(access) {
  const { badges } = await ask(access, 'employee', HELD);
  const badge = badges.edges.map(({ node }) => node).find(({ mine }) => mine.awards.length === 1);
  await ask(access, 'employee', WITHDRAW, { award: badge.mine.awards[0].id });
  return badge;
}

/** What the page says, to people and to whatever unfurls its link. */
async function read(page) {
  const property = (name) => page.locator(`meta[property="og:${name}"]`).getAttribute('content');
  return {
    heading: await page.getByRole('heading', { level: 1 }).innerText(),
    main: await page.getByRole('main').innerText(),
    status: await page.locator('[data-status]').getAttribute('data-status'),
    title: await property('title'),
    image: await property('image'),
  };
}
