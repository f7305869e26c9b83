// Every page, on a desk and on a phone, light and dark: a picture of each, what axe finds, what sticks out; what home loads.
import { gzipSync } from 'node:zlib';
import { ask } from './doors.mjs';
import { axe, overflow, picture } from './look.mjs';
import { journey } from './stage.mjs';

const SCHEMES = ['light', 'dark'];
const RUNNING = '{ challenges(status: OPEN, mine: true, first: 1) { edges { node { id } } } }';

/** `given.pages` are `{name, who, path}`: who is one of access.json's people, or null for nobody. */
await journey(async ({ access, pages }, stage) => {
  const { challenges } = await ask(access, 'employee', RUNNING);
  const windows = new Map();
  const seen = [];
  for (const { name, who, path } of pages) {
    if (!windows.has(who)) windows.set(who, await open(stage, who));
    const address = access.web + path.replace('{challenge}', challenges.edges[0].node.id);
    const looks = await Promise.all(windows.get(who).map((page) => visit(stage, page, address, name)));
    seen.push({ name, looks: looks.flat(), faults: stage.faults.splice(0) });
  }
  return { pages: seen, javascript: await javascriptOfHome(stage), spoilt: await spoilt(stage) };
});

/** Somebody's desk and phone. */
async function open(stage, who) {
  const desk = who ? await stage.person(stage.access.people[who].name) : await stage.window();
  return [desk, await stage.phone(desk)];
}

/** One page in light and dark; it is loaded once, in light, and follows the system's scheme. */
async function visit(stage, page, address, name) {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(address);
  const { width } = page.viewportSize();
  const looks = [];
  for (const scheme of SCHEMES) {
    await page.emulateMedia({ colorScheme: scheme });
    await stage.rest(page);
    looks.push({ width, scheme, axe: await axe(page), overflow: await overflow(page) });
    await picture(page, stage.artifacts, `${name}-${width}-${scheme}`);
  }
  return looks;
}

/** The scripts that a first visit to the home page fetches, and their bytes as gzip. */
async function javascriptOfHome(stage) {
  const page = await stage.window({ colorScheme: 'dark' });
  const { web, people } = stage.access;
  await page.context().request.post(`${web}/auth/demo`, { data: { employee: people.employee.id }, headers: { 'X-Laurel': '1' } });
  const scripts = [];
  page.on('response', (response) => response.request().resourceType() === 'script' && scripts.push(response));
  await page.goto(web);
  await stage.rest(page);
  const bodies = await Promise.all(scripts.map((script) => script.body()));
  return { scripts: scripts.map((script) => script.url()), gzip: bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) };
}

/** What is found on a page that was spoilt on purpose: were nothing, a clean page would mean nothing. */
async function spoilt(stage) {
  const page = await stage.window();
  await page.goto(`${stage.access.web}/sign-in`);
  await stage.rest(page);
  await page.evaluate(() => {
    const picture = document.createElement('img');
    picture.src = 'http://elsewhere.invalid/picture.png';
    picture.style.width = '3000px';
    document.querySelector('main').append(picture);
    console.error('spoilt');
  });
  const seen = { axe: await axe(page), overflow: await overflow(page) };
  return { ...seen, faults: stage.faults.splice(0) };
}
