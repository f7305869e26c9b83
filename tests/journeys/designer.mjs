// An admin draws a badge anew: another shape, a hostile picture that is refused, a good one that is taken; the draft bears it.
import { randomUUID } from 'node:crypto';
import { axe, overflow, picture } from './look.mjs';
import { journey } from './stage.mjs';

const BADGE = 'good-neighbour';
const STAR = '<path fill="#fff" d="M50 5 61 38h35L68 58l11 34-29-21-29 21 11-34L4 38h35z"/>';
const svg = (inner) => ({ name: 'star.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">${inner}</svg>`) });

await journey(async ({ access }, stage) => {
  const page = await stage.person(access.people.admin.name);
  await page.goto(`${access.web}/admin/badges/${BADGE}`);
  await page.getByRole('link', { name: 'Change its look' }).click();
  await page.getByRole('radio', { name: 'Shield', exact: true }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('textbox', { name: 'On the band' }).fill(`Neighbour ${randomUUID().slice(0, 4)}`);
  const upload = page.getByTestId('picture');
  await upload.setInputFiles(svg(`\n<script>alert(1)</script>\n<path onload="alert(1)" d="M0 0"/>${STAR}`));
  const refused = await page.getByRole('alert').innerText();
  await picture(page, stage.artifacts, 'moment-picture-refused');
  await upload.setInputFiles({ name: 'huge.png', mimeType: 'image/png', buffer: Buffer.alloc(300 * 1024) });
  await page.getByText(/huge.png has 300 kB/).waitFor();
  await upload.setInputFiles(svg(STAR));
  await page.getByText('The picture is in place.').waitFor();
  const findings = await look(stage, page);
  await page.getByRole('button', { name: 'Save as draft' }).click();
  const saved = await page.getByText(/Saved in the draft, version \d+/).innerText();
  const version = Number(/version (\d+)/.exec(saved)[1]);
  const drawing = await page.context().request.get(`${access.web}/badges/${BADGE}/${version}.svg`);
  const raster = await page.context().request.get(`${access.web}/badges/${BADGE}/${version}.png?width=128`);
  return {
    refused,
    findings: findings.axe,
    overflow: findings.overflow,
    drawing: { text: await drawing.text(), policy: drawing.headers()['content-security-policy'] },
    raster: { status: raster.status(), type: raster.headers()['content-type'], magic: (await raster.body()).subarray(1, 4).toString() },
  };
});

/** What axe finds and what sticks out, in light on a desk and in dark on a phone. */
async function look(stage, page) {
  const found = { axe: [], overflow: [] };
  for (const [width, colorScheme] of [[1440, 'light'], [390, 'dark']]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await stage.rest(page);
    found.axe.push(...(await axe(page)));
    found.overflow.push(await overflow(page));
    await picture(page, stage.artifacts, `moment-designed-${width}-${colorScheme}`);
  }
  return found;
}
