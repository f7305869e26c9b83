// What every journey has: its input, the browser, people whose pages are watched for faults, an answer as JSON.
import { text } from 'node:stream/consumers';
import { follow, picture, rest } from './look.mjs';
import { chromium } from './playwright.mjs';

const DESK = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const PATIENCE = 30_000; // milliseconds; a busy machine is no failure

/**
 * Plays one journey: `play(given, stage)` answers with what was seen, which is printed together with `faults`. `given`
 * is the JSON on standard input: `name`, `browser` (its address), `access` (the platform's access.json), `artifacts` (a
 * folder). A failure leaves pictures of all pages there.
 */
export async function journey(play) {
  const given = JSON.parse(await text(process.stdin));
  const stage = new Stage(given, await chromium.connect(given.browser));
  try {
    const seen = await play(given, stage);
    console.log(JSON.stringify({ ...seen, faults: stage.faults }));
  } catch (error) {
    await stage.keep();
    console.error([error.stack, ...stage.faults].join('\n'));
    process.exitCode = 1;
  } finally {
    await stage.browser.close();
  }
}

class Stage {
  constructor({ name, access, artifacts }, browser) {
    Object.assign(this, { name, access, artifacts, browser });
    this.pages = new Map(); // page → what it loads, and a promise of its live stream
    /** What no page may do: errors in the console, requests to other hosts, answers of 500 and above. */
    this.faults = [];
  }

  /** A fresh window: nobody is signed in, nothing is remembered. */
  async window(options = {}) {
    const usual = { ...DESK, colorScheme: 'light', locale: 'en-GB', reducedMotion: 'reduce' };
    const context = await this.browser.newContext({ ...usual, ...options });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    this.watch(page);
    return page;
  }

  /** A window of somebody who signed in on the sign-in page, with one click, and whose page listens to hints. */
  async person(name, options = {}) {
    const page = await this.window(options);
    await page.goto(`${this.access.web}/sign-in`);
    await page.getByRole('button', { name }).click();
    await page.getByRole('navigation').first().waitFor();
    await this.pages.get(page).listening;
    return page;
  }

  /** A phone on which the person of `page` is signed in as well. */
  async phone(page, options = {}) {
    return this.window({ ...PHONE, ...options, storageState: await page.context().storageState() });
  }

  /** Waits until a page shows all that it will. */
  rest(page) {
    return rest(page, this.pages.get(page).loading);
  }

  watch(page) {
    const fault = (what) => this.faults.push(`${page.url()}: ${what}`);
    page.on('console', (message) => message.type() === 'error' && fault(`${message.text()} (${message.location().url})`));
    page.on('pageerror', (error) => fault(error.stack));
    page.on('request', (request) => isElsewhere(request.url(), this.access.web) && fault(`asks another host: ${request.url()}`));
    page.on('response', (response) => response.status() >= 500 && fault(`${response.status()} from ${response.url()}`));
    const listening = new Promise((heard) => page.on('response', (response) => isStream(response) && heard()));
    this.pages.set(page, { loading: follow(page), listening });
  }

  /** Pictures of all open pages, for whoever looks into a failure. */
  async keep() {
    const open = [...this.pages.keys()].filter((page) => !page.isClosed());
    await Promise.allSettled(open.map((page, i) => picture(page, this.artifacts, `failed-${this.name}-${i + 1}`)));
  }
}

function isStream(response) {
  return response.url().endsWith('/graphql/stream') && response.ok();
}

function isElsewhere(address, home) {
  const { protocol, origin } = new URL(address);
  return protocol.startsWith('http') && origin !== new URL(home).origin;
}
