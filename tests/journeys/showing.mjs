// What was earned, shown to the world: published, read by anybody, withdrawn.
import { axe, overflow, picture } from './look.mjs';

const FILES = ['', '/verify', '/credential.json', '/credential.jwt', '/badge.png', '/badge.svg', '/assertion.json'];

/** Publishes the badge whose page is open, under a name; what was previewed, and the address. */
export async function publish(stage, page, name, findings) {
  const shared = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Show it to the world' }) });
  await shared.getByRole('button', { name: 'Publish' }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish this badge' });
  await dialog.getByRole('textbox', { name: 'Your name on the page' }).fill(name);
  const preview = await dialog.getByRole('region', { name: 'What anybody with the link can read' }).innerText();
  findings.push(...(await axe(page)));
  await picture(page, stage.artifacts, 'moment-publishing');
  await dialog.getByRole('button', { name: 'Publish' }).click();
  const link = shared.getByRole('link', { name: 'Open page' });
  await link.waitFor();
  findings.push(...(await axe(page)));
  await picture(page, stage.artifacts, 'moment-published');
  return { preview, url: stage.access.web + (await link.getAttribute('href')) };
}

/** The page as anybody reads it who was given the address: on a desk and a phone, light and dark; and its checks. */
export async function visited(stage, url) {
  const visitor = await stage.window();
  await visitor.goto(url);
  const phone = await stage.phone(visitor);
  await phone.goto(url);
  const looks = [...(await lookAt(stage, visitor)), ...(await lookAt(stage, phone))];
  const told = await read(visitor);
  await visitor.getByRole('link', { name: 'Verify again' }).click();
  const checks = await visitor.locator('[data-check]').evaluateAll((all) => all.map(({ dataset }) => [dataset.check, dataset.holds]));
  return { looks, told, checks };
}

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

/** What the page says, to people and to whatever unfurls its link. */
export async function read(page) {
  const property = (name) => page.locator(`meta[property="og:${name}"]`).getAttribute('content');
  return {
    heading: await page.getByRole('heading', { level: 1 }).innerText(),
    main: await page.getByRole('main').innerText(),
    status: await page.locator('[data-status]').getAttribute('data-status'),
    title: await property('title'),
    image: await property('image'),
  };
}

/** Withdraws it again: nothing is left of it for others. */
export async function withdraw(stage, page, url, findings) {
  await page.getByRole('button', { name: /^More for / }).click();
  await page.getByRole('menuitem').first().waitFor();
  const offered = await page.getByRole('menuitem').allInnerTexts();
  await page.getByRole('menuitem', { name: 'Withdraw' }).click();
  const dialog = page.getByRole('dialog', { name: 'Withdraw this page?' });
  await dialog.waitFor();
  findings.push(...(await axe(page)));
  await picture(page, stage.artifacts, 'moment-withdrawing');
  await dialog.getByRole('button', { name: 'Withdraw' }).click();
  await page.getByText('Only people here can see that you earned it.').waitFor();

  const visitor = (await stage.window()).request;
  const left = await Promise.all(FILES.map((file) => status(visitor, url + file)));
  const never = await Promise.all(FILES.map((file) => status(visitor, `${stage.access.web}/b/never-was${file}`)));
  return { offered, left, never };
}

async function status(visitor, address) {
  const answer = await visitor.get(address, { headers: { Accept: 'text/html' } });
  const kind = answer.headers()['content-type'];
  return [answer.status(), kind, kind.startsWith('text/html') ? await answer.text() : ''];
}
