// Looking at a page: when it has come to rest, a picture of it, what axe finds, whether it fits.
import { axeSource } from './playwright.mjs';

/** What another scheme can change of the same document. */
export const OF_COLOUR = ['color-contrast', 'link-in-text-block'];
const STREAM = '/graphql/stream';
const LONGEST = 20_000;

/** Counts what a page is still loading; made before the page goes anywhere. */
export function follow(page) {
  const loading = new Set();
  const counts = (request) => !request.url().includes(STREAM) && !request.url().startsWith('data:');
  page.on('request', (request) => counts(request) && loading.add(request));
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => loading.delete(request));
  return loading;
}

/** Waits until nothing loads, no skeleton stands, and all fonts and pictures are there. */
export async function rest(page, loading) {
  await page.locator('h1').first().waitFor();
  const deadline = Date.now() + LONGEST;
  for (let quiet = 0; quiet < 3; quiet = loading.size === 0 && (await page.evaluate(isDrawn)) ? quiet + 1 : 0) {
    if (Date.now() > deadline) throw new Error(`${page.url()} does not come to rest: ${[...loading].map((one) => one.url())}`);
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  }
}

async function isDrawn() {
  await document.fonts.ready;
  const pictures = [...document.images].every((image) => image.complete && image.naturalWidth > 0);
  return pictures && !document.querySelector('[aria-busy="true"]');
}

/** The whole page as `<folder>/<name>.png`, in a window as tall as the page: what is fixed to its foot stands there. */
export async function picture(page, folder, name) {
  const { width, height } = page.viewportSize();
  const tall = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(height, tall) });
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
  await page.setViewportSize({ width, height });
}

/** What axe finds in the page as it stands, by all of its rules or these: `rule: help: element`, one a place. */
export async function axe(page, rules) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) };
  const violations = await page.evaluate(async (asked) => (await window.axe.run(asked)).violations, options);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary.replaceAll(/\s+/g, ' ')}`),
  );
}

/** How many pixels the page is wider than its window, and what sticks out; null where it fits. */
export function overflow(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return null;
    const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > clientWidth + 0.5);
    return { by: scrollWidth - clientWidth, elements: wide.slice(0, 5).map((one) => one.outerHTML.slice(0, 120)) };
  });
}

/** All that the page says, to eyes and to ears, one entry a text; and the language that it says it is in. */
export function texts(page) {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const said = new Set();
    while (walker.nextNode()) said.add(walker.currentNode.nodeValue.trim());
    for (const one of document.querySelectorAll('[aria-label], [placeholder], [alt], [title]')) {
      for (const name of ['aria-label', 'placeholder', 'alt', 'title']) said.add(one.getAttribute(name) ?? '');
    }
    said.delete('');
    return { said: [...said, document.title], lang: document.documentElement.lang };
  });
}
