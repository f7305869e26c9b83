// An administrator on the page of a badge's holders, with the keyboard alone.
import { fill, press } from './keyboard.mjs';

/** Types a name, and takes whom the list comes down to. */
export async function find(page, list, name) {
  await fill(page, list, name);
  await page.getByRole('option').first().filter({ hasText: name }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** Finds the holder by name, says why, and confirms; without a reason nothing is sent. */
export async function revoke(page, name, why, look = async () => undefined) {
  await find(page, page.getByRole('combobox', { name: 'Find a person' }), name);
  await page.waitForURL(/person=/);
  await press(page, page.getByRole('button', { name: `Revoke from ${name}` }));
  const dialog = page.getByRole('dialog');
  await press(page, dialog.getByRole('button', { name: 'Revoke', exact: true }));
  await dialog.getByText('Say why: the person will read it.').waitFor();
  await fill(page, dialog.getByRole('textbox', { name: 'Reason' }), why);
  await look(page, 'revoking');
  await press(page, dialog.getByRole('button', { name: 'Revoke', exact: true }));
  await page.getByText(`${name} no longer holds it.`).waitFor();
}
