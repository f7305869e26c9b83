// Hands that know no mouse.

const MOST_TABS = 80;

/** Goes to a field and replaces what it holds. */
export async function fill(page, field, text) {
  await tabTo(page, field);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

/** Goes to a button or link and presses Enter. */
export async function press(page, target) {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Goes to a list that is searched by typing, and takes the first that has `word`. */
export async function choose(page, list, word) {
  await tabTo(page, list);
  await page.keyboard.type(word);
  await page.getByRole('option', { name: word }).first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** Goes to a list of a few words and takes one by typing it, as the browser's own lists are chosen from. */
export async function pick(page, list, word) {
  await tabTo(page, list);
  await page.keyboard.type(word);
}

/** Presses Tab until the focus is on `target`; not at all where it is there already. */
async function tabTo(page, target) {
  await target.waitFor();
  for (let i = 0; i < MOST_TABS; i += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} can't be reached with Tab`);
}
