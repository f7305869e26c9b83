// A manager launches a challenge with the keyboard alone; an employee joins; a system posts what fulfils it.
import { randomUUID } from 'node:crypto';
import { course, post } from './doors.mjs';
import { choose, fill, press } from './keyboard.mjs';
import { axe, picture } from './look.mjs';
import { journey } from './stage.mjs';

await journey(async ({ access }, stage) => {
  const topic = `topic-${randomUUID().slice(0, 8)}`;
  const title = `Learn about ${topic}`;
  const people = [access.people.manager, access.people.employee];
  const [manager, employee] = await Promise.all(people.map(({ name }) => stage.person(name)));
  await employee.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Challenges' }).click();
  await employee.getByRole('heading', { name: 'Challenges', level: 1 }).waitFor();
  for (const page of [manager, employee]) await page.evaluate(() => (window.sameDocument = true));

  const refused = await launch(stage, manager, title, topic);
  await manager.getByRole('heading', { name: title, level: 1 }).waitFor();
  await employee.getByRole('link', { name: title }).click();
  await employee.getByRole('button', { name: 'Join' }).click();
  const participant = manager.getByRole('listitem').filter({ hasText: access.people.employee.name });
  await participant.getByText('0 of 2').waitFor();

  const fulfil = async () => (await post(access, course(access.people.employee.subject, { topic }))).status;
  const statuses = [await fulfil()];
  await employee.getByRole('table', { name: 'One counted' }).waitFor();
  statuses.push(await fulfil());
  await Promise.all([participant.getByText('completed').waitFor(), employee.getByText('You completed it').waitFor()]);
  const findings = [...refused.findings, ...(await axe(employee)), ...(await axe(manager))];
  await picture(employee, stage.artifacts, 'moment-challenge-completed');
  await picture(manager, stage.artifacts, 'moment-challenge-completed-manager');
  const sameDocument = await Promise.all([manager, employee].map((page) => page.evaluate(() => window.sameDocument === true)));
  return { refused: refused.said, statuses, participant: await participant.innerText(), sameDocument, findings };
});

/** Sends the form empty, fills it in without a mouse, sends it again; gives what the empty one was told. */
async function launch(stage, page, title, topic) {
  const field = (name) => page.getByRole('textbox', { name });
  const submit = page.getByRole('button', { name: 'Launch', exact: true });
  await press(page, page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Launch a challenge' }));
  await press(page, submit);
  await page.getByText('Give it a title.').waitFor();
  const refused = { said: await page.getByRole('main').innerText(), findings: await axe(page) };
  await picture(page, stage.artifacts, 'moment-launch-refused');

  await fill(page, field('Title'), title);
  await fill(page, field('Why take part'), 'So that everyone knows what it is about.');
  await choose(page, page.getByRole('combobox', { name: 'What is to be completed' }), 'course completed');
  await fill(page, field('How many times'), '2');
  await press(page, page.getByRole('button', { name: 'Add a condition' }));
  await fill(page, field(/^Field of the completion/), 'data.topic');
  await fill(page, field('Value'), topic);
  await fill(page, field('One of them is called'), 'course');
  await fill(page, field('Several are called'), 'courses');
  refused.findings.push(...(await axe(page)));
  await picture(page, stage.artifacts, 'moment-launch-filled');
  await press(page, submit);
  await page.waitForURL('**/challenges/c-*');
  return refused;
}
