// An admin makes a key, sees its secret once, sees what is sent with it and what is refused and why, and revokes it.
import { randomUUID } from 'node:crypto';
import { course, post } from './doors.mjs';
import { axe, picture } from './look.mjs';
import { journey } from './stage.mjs';

await journey(async ({ access }, stage) => {
  const name = `Journey ${randomUUID().slice(0, 8)}`;
  const page = await stage.person(access.people.admin.name);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Sources and keys' }).click();
  await page.getByRole('table').getByRole('link', { name: 'Learning portal' }).click();
  const { secret, findings } = await create(stage, page, name);
  await page.reload();
  const key = page.getByRole('row').filter({ hasText: name });
  await key.waitFor();
  const shownAgain = (await page.content()).includes(secret);

  const learn = () => course(access.people.employee.subject, { topic: 'craft', hours: 1 });
  const [good, bad] = [learn(), learn()];
  delete bad.data.object.id;
  const taken = await post(access, good, secret);
  const turnedAway = await post(access, bad, secret);
  const event = ({ id }) => page.getByRole('row').filter({ hasText: id });
  const accepted = await event(good).innerText();
  await page.getByRole('link', { name: 'Refused only' }).click();
  await event(good).waitFor({ state: 'detached' });
  const refused = await event(bad).innerText();
  await picture(page, stage.artifacts, 'moment-refused-only');

  await key.getByRole('button', { name: 'Revoke' }).click();
  findings.push(...(await axe(page)));
  await picture(page, stage.artifacts, 'moment-revoke-asked');
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await key.getByText('Revoked').waitFor();
  const late = await post(access, learn(), secret);
  return { secret, shownAgain, taken, turnedAway, accepted, refused, late, findings };
});

/** Makes a key in the dialog; gives the secret that stands there this once. */
async function create(stage, page, name) {
  await page.getByRole('button', { name: 'Create a key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  const findings = await axe(page);
  await dialog.getByRole('button', { name: 'Create a key' }).click();
  const secret = await dialog.locator('code').innerText();
  findings.push(...(await axe(page)));
  await picture(page, stage.artifacts, 'moment-secret-shown');
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  await dialog.waitFor({ state: 'detached' });
  return { secret, findings };
}
