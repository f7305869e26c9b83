import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Designer } from '../src/designer/Designer';
import { previewAddress, sameDesign } from '../src/designer/preview';
import de from '../src/designer/text/de.json';
import en from '../src/designer/text/en.json';
import { DesignerTexts } from '../src/designer/text/texts';
import { amara, show } from './show';

const design = { shape: 'disc', field: 'pine', icon: 'book', band: 'Reading', picture: null };
const badge = {
  id: 'reading-circle', name: 'Reading circle', version: 3, state: 'DRAFT' as const, design,
  tiers: [{ id: 'bronze', name: 'Bronze', metal: 'BRONZE' as const }, { id: 'gold', name: 'Gold', metal: 'GOLD' as const }],
};
const choices = {
  shapes: ['disc', 'shield'],
  fields: [{ name: 'pine', light: '#2F8A5C', middle: '#17603F', deep: '#093522' }, { name: 'wine', light: '#BE4256', middle: '#8A1F35', deep: '#4A0A19' }],
  icons: [{ name: 'book', kind: 'KNOWLEDGE' as const, path: 'M1 1' }, { name: 'git-merge', kind: 'CRAFT' as const, path: 'M2 2' }],
};
const contrasts = [
  { part: 'ICON', metal: 'BRONZE', scheme: null, ratio: 3.28, asked: 3, holds: true },
  { part: 'ICON', metal: 'SILVER', scheme: null, ratio: 2, asked: 3, holds: false },
  { part: 'UNEARNED', metal: null, scheme: 'dark', ratio: 5.4, asked: 3, holds: true },
];
const sent: { address: string; body: unknown }[] = [];
let answers: Record<string, () => Response>;

function answer(address: string, init?: RequestInit): Promise<Response> {
  sent.push({ address, body: init?.body });
  const found = Object.entries(answers).find(([part]) => address.includes(part) || String(init?.body).includes(part));
  return Promise.resolve(found ? found[1]() : Response.json({ data: { checkDesign: contrasts } }));
}

beforeEach(() => {
  sent.length = 0;
  answers = {};
  vi.stubGlobal('fetch', answer);
});
afterEach(() => vi.unstubAllGlobals());

const open = (viewer = amara) => show(<DesignerTexts><Designer badge={badge} choices={choices} /></DesignerTexts>, viewer);
const large = () => new URL((screen.getByAltText('The badge, large') as HTMLImageElement).src).searchParams;
const send = (file: File) => userEvent.upload(screen.getByTestId('picture'), file);

test('both languages have the same texts', () => {
  expect(Object.keys(de)).toEqual(Object.keys(en));
});

test('an address says the look and nothing that is not there', () => {
  const address = previewAddress({ ...design, band: '' }, { cut: 'small', metal: 'gold', state: 'earned', scheme: 'dark' });
  expect(address).toBe('/badges/preview.svg?shape=disc&field=pine&icon=book&cut=small&metal=gold&state=earned&scheme=dark');
  expect(sameDesign(design, { ...design, band: ' Reading ' })).toBe(true);
  expect(sameDesign(design, { ...design, picture: 'p-1' })).toBe(false);
});

test('what is chosen is seen, by the keyboard too, and can be saved once it differs', async () => {
  const drawn = { ...design, shape: 'shield', field: 'wine', icon: 'git-merge' };
  answers['"design":'] = () => Response.json({ data: { checkDesign: contrasts, designBadge: { ...badge, version: 4, design: drawn } } });
  await open();
  const save = screen.getByRole('button', { name: 'Save as draft' });
  expect(save).toBeDisabled();
  await userEvent.click(screen.getByRole('radio', { name: 'Disc' }));
  await userEvent.keyboard('{ArrowDown}');
  await userEvent.click(screen.getByRole('radio', { name: 'Wine' }));
  await userEvent.type(screen.getByRole('searchbox'), 'merge');
  expect(screen.queryByRole('radio', { name: 'book' })).toBeNull();
  await userEvent.click(screen.getByRole('radio', { name: 'git merge' }));
  await waitFor(() => expect(Object.fromEntries(large())).toMatchObject({ shape: 'shield', field: 'wine', icon: 'git-merge', metal: 'gold' }));
  await userEvent.click(save);
  expect(await screen.findByText(/Saved in the draft, version 4/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Save as draft' })).toBeDisabled();
});

test('contrast is told in figures, of the metals that the badge comes in', async () => {
  await open();
  await screen.findByText('Icon on its field, bronze');
  const rows = screen.getAllByRole('row');
  expect(rows.map((row) => row.textContent)).toEqual(['PartContrastNeeded', 'Icon on its field, bronze3.28 : 1 3.00 : 1', 'Not yet earned, on dark5.40 : 1 3.00 : 1']);
  expect(screen.getByText(/Yes\. Everything stands out/)).toBeVisible();
});

test('a band that cannot be set says why, and the rest is still seen', async () => {
  const fault = { path: 'band', message: '“…” is too long to be read on the band' };
  answers['"band":"Read'] = () => Response.json({ errors: [{ message: 'no', extensions: { code: 'BAD_INPUT', errors: [fault] } }] });
  await open();
  expect(await screen.findByText(/too long to be read/)).toBeVisible();
  await waitFor(() => expect(large().get('band')).toBeNull());
  expect(screen.getByRole('button', { name: 'Save as draft' })).toBeDisabled();
});

test('a picture that is too large is not sent', async () => {
  await open();
  await send(new File([new Uint8Array(300 * 1024)], 'big.png', { type: 'image/png' }));
  expect(await screen.findByText(/big\.png has 300 kB; at most 256 kB/)).toBeVisible();
  expect(sent.filter(({ address }) => address.includes('images'))).toEqual([]);
});

test('a picture that was refused says every fault with its place', async () => {
  answers['/badges/images'] = () =>
    Response.json({ title: 'No', detail: 'No.', errors: [{ path: 'line 2, script', message: 'runs a program: remove it' }] }, { status: 422 });
  await open();
  await send(new File(['<svg/>'], 'a.svg', { type: 'image/svg+xml' }));
  const alert = await screen.findByRole('alert');
  expect(within(alert).getByRole('listitem')).toHaveTextContent('Line 2, script: runs a program: remove it');
});

test('a picture that was kept stands in the icon’s place, and can be taken away', async () => {
  answers['/badges/images'] = () => Response.json({ id: `p-${'a'.repeat(32)}`, kind: 'svg', fills: false });
  await open();
  await send(new File(['<svg/>'], 'a.svg', { type: 'image/svg+xml' }));
  expect(await screen.findByText('The picture is in place.')).toBeVisible();
  await waitFor(() => expect(large().get('picture')).toBe(`p-${'a'.repeat(32)}`));
  await userEvent.click(screen.getByRole('button', { name: 'Remove the picture' }));
  await waitFor(() => expect(large().get('picture')).toBeNull());
});

test('it speaks German', async () => {
  await open({ ...amara, locale: 'de' });
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('So sieht Reading circle aus');
  expect(await screen.findByText('Symbol auf seinem Feld, Bronze')).toBeVisible();
  expect(screen.getByText('3,28 : 1')).toBeVisible();
});
