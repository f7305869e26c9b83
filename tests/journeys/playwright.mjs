// The packages of gateway/web that drive a browser; the journeys have no packages of their own.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../gateway/web/package.json', import.meta.url));

export const { chromium } = require('playwright-core');

/** axe-core as text, to be run inside a page. */
export const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
