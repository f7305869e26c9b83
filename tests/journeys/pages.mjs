// Every page, on a desk, where its address is opened, and on a phone, where one goes to it: light and dark, a picture of
// each, what axe finds, what sticks out, what it says; what home loads.
import { gzipSync } from 'node:zlib';
import { ask } from './doors.mjs';
import { axe, OF_COLOUR, overflow, picture, texts } from './look.mjs';
import { journey } from './stage.mjs';

const RUNNING = '{ challenges(status: OPEN, mine: true, first: 1) { edges { node { id } } } }';

const SPEAK = 'mutation ($to: String!) { setLocale(locale: $to) { locale } }';

/**
 * `given.pages` are `{name, who, path, press}`: who is one of access.json's people, or null for nobody; `press` is a key
 * that opens something over the page. `given.language` is what everybody reads, and what the browser prefers;
 * `given.schemes` are those that pages are looked at in, by where (`desk`, `phone`); `given.judged`: whether axe looks too.
 */
await journey(async ({ access, pages, language, ...how }, stage) => {
  const people = [...new Set(pages.map(({ who }) => who).filter(Boolean))];
  const speak = (to) => Promise.all(people.map((who) => ask(access, who, SPEAK, { to })));
  await speak(language);
  try {
    return { pages: await round({ access, pages, language, how }, stage), javascript: await javascriptOfHome(stage), spoilt: await spoilt(stage) };
  } finally {
    await speak('en');
  }
});

async function round({ access, pages, language, how: { schemes, judged } }, stage) {
  const { challenges } = await ask(access, 'employee', RUNNING);
  const windows = new Map();
  const seen = [];
  for (const { name, who, path, press } of pages) {
    if (!windows.has(who)) windows.set(who, await open(stage, who, schemes, { locale: language === 'en' ? 'en-GB' : language }));
    const address = path.replace('{challenge}', challenges.edges[0].node.id);
    const how = { name: language === 'en' ? name : `${name}-${language}`, press, judged };
    const looks = await Promise.all(windows.get(who).map(([page, inThese]) => visit(stage, page, address, { ...how, schemes: inThese })));
    seen.push({ name, looks: looks.flat(), faults: stage.faults.splice(0) });
  }
  return seen;
}

/** Somebody's desk and phone, or one of them, each with its schemes. */
async function open(stage, who, schemes, options) {
  const desk = who ? await stage.person(stage.access.people[who].name, options) : await stage.window(options);
  const phone = await stage.phone(desk, options);
  const places = { desk, phone };
  return Object.entries(schemes).map(([place, inThese]) => [places[place], inThese]);
}

/** One page in these schemes; it is loaded once, in the first, and follows the system's. */
async function visit(stage, page, address, { name, press, schemes, judged }) {
  await page.emulateMedia({ colorScheme: schemes[0] });
  await go(stage, page, address);
  if (press) await stage.rest(page).then(() => page.keyboard.press(press));
  const { width } = page.viewportSize();
  const looks = [];
  for (const [number, scheme] of schemes.entries()) {
    await page.emulateMedia({ colorScheme: scheme });
    await stage.rest(page);
    const found = judged ? await axe(page, number > 0 ? OF_COLOUR : undefined) : [];
    looks.push({ width, scheme, axe: found, overflow: await overflow(page), ...(await texts(page)) });
    await picture(page, stage.artifacts, `${name}-${width}-${scheme}`);
  }
  if (press) await page.keyboard.press('Escape');
  return looks;
}

/** Opens an address on a desk; on a phone that shows a page already, goes to it as a link does, loading nothing twice. */
async function go(stage, page, address) {
  const stays = page.viewportSize().width < 500 && page.url().startsWith(stage.access.web);
  if (!stays) return page.goto(stage.access.web + address);
  await page.evaluate((to) => history.pushState({}, '', to), address);
  await page.waitForFunction((to) => location.pathname + location.search === to, address);
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
