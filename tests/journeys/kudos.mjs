// Thanks with a reason appear in the other's feed at once; without one they are refused, where the reason belongs.
import { randomUUID } from 'node:crypto';
import { axe, picture } from './look.mjs';
import { journey } from './stage.mjs';

await journey(async ({ access }, stage) => {
  const { employee, manager } = access.people;
  const offered = await theDoor(stage);
  const reason = `You explained it to me twice. ${randomUUID()}`;
  const [giver, receiver] = await Promise.all([employee, manager].map(({ name }) => stage.person(name)));
  await Promise.all([openFeed(giver), openFeed(receiver)]);

  const refused = await giveWithoutReason(stage, giver, manager.name);
  await giver.getByRole('textbox', { name: 'What for' }).fill(reason);
  const sent = performance.now();
  await giver.getByRole('button', { name: 'Say thank you' }).click();
  const pill = receiver.getByRole('button', { name: /new$/ });
  await pill.waitFor();
  const milliseconds = Math.round(performance.now() - sent);
  await pill.click();
  const entry = (page) => page.getByRole('listitem').filter({ hasText: reason }).innerText();
  const received = await entry(receiver);
  await giver.getByText(`${manager.name} has been thanked.`).waitFor();
  const findings = [...refused.findings, ...(await axe(giver))];
  await picture(giver, stage.artifacts, 'moment-kudos-given');
  await giver.getByRole('link', { name: 'See it in the feed' }).click();
  return { offered, refused: refused.field, received, given: await entry(giver), milliseconds, findings };
});

/** Whoever comes without a session is led to the sign-in page, and back to where they wanted to go. */
async function theDoor(stage) {
  const page = await stage.window();
  await page.goto(`${stage.access.web}/badges?show=earned`);
  await page.waitForURL('**/sign-in**');
  const { name } = stage.access.people.employee;
  const person = page.getByRole('button', { name });
  await person.waitFor();
  const people = await page.getByRole('main').getByRole('button').allInnerTexts();
  await person.click();
  await page.waitForURL('**/badges?show=earned');
  return people;
}

async function openFeed(page) {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Feed' }).click();
  await page.getByRole('heading', { name: 'Feed', level: 1 }).waitFor();
  await page.getByRole('listitem').first().waitFor();
}

async function giveWithoutReason(stage, page, name) {
  await page.getByRole('link', { name: 'Thank someone' }).click();
  await page.getByRole('combobox', { name: 'Whom' }).fill(name.slice(0, 5));
  await page.getByRole('option', { name }).click();
  await page.getByRole('button', { name: 'Say thank you' }).click();
  await page.getByText('Say what you thank them for.').waitFor();
  const field = await page.getByRole('textbox', { name: 'What for' }).evaluate((element) => ({
    invalid: element.getAttribute('aria-invalid'),
    described: element.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id)?.textContent),
  }));
  await picture(page, stage.artifacts, 'moment-kudos-refused');
  return { field, findings: await axe(page) };
}
