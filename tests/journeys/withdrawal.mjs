// An employee withdraws what she published (`given.badge`, `given.url`): nothing is left of it for others.
import { axe, picture } from './look.mjs';
import { journey } from './stage.mjs';

const FILES = ['', '/verify', '/credential.json', '/credential.jwt', '/badge.png', '/badge.svg', '/assertion.json'];

await journey(async ({ access, badge, url }, stage) => {
  const page = await stage.person(access.people.employee.name);
  await page.goto(`${access.web}/badges/${badge}`);
  await page.getByRole('button', { name: /^More for / }).click();
  const offered = await page.getByRole('menuitem').allInnerTexts();
  await page.getByRole('menuitem', { name: 'Withdraw' }).click();
  const dialog = page.getByRole('dialog', { name: 'Withdraw this page?' });
  await dialog.waitFor();
  const findings = await axe(page);
  await picture(page, stage.artifacts, 'moment-withdrawing');
  await dialog.getByRole('button', { name: 'Withdraw' }).click();
  await page.getByText('Only people here can see that you earned it.').waitFor();

  const visitor = (await stage.window()).request;
  const left = await Promise.all(FILES.map((file) => status(visitor, url + file)));
  const never = await Promise.all(FILES.map((file) => status(visitor, `${access.web}/b/never-was${file}`)));
  return { offered, findings, left, never };
});

async function status(visitor, address) {
  const answer = await visitor.get(address, { headers: { Accept: 'text/html' } });
  const kind = answer.headers()['content-type'];
  return [answer.status(), kind, kind.startsWith('text/html') ? await answer.text() : ''];
}
