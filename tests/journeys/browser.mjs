// One Chromium for all journeys: prints the address at which they reach it, and lives until its input ends.
import { chromium } from './playwright.mjs';

const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const server = await chromium.launchServer({
  executablePath: process.argv[2],
  args: QUIET,
  chromiumSandbox: false, // root may run it
});
console.log(server.wsEndpoint());
process.stdin.on('end', () => server.close()).resume();
