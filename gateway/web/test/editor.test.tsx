import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DesignerPage } from '../src/designer/DesignerPage';
import {
  BadgeDesignerDocument, CheckRuleDocument, DesignBadgeDocument, FindPeopleDocument, RuleEditorDocument, SaveBadgeDocument, SimulateRuleDocument,
  type BadgeInput, type CheckRuleQuery, type DesignInput, type SaveBadgeMutation,
} from '../src/gen/graphql';
import { EditorPage } from '../src/rules/EditorPage';
import { editorQuery } from '../src/rules/queries';
import { openGateway } from './gateway';
import { amara, showPages } from './show';

type Draft = SaveBadgeMutation['saveBadge'];

const first: Draft = {
  id: 'b', name: 'Reading', image: '/badges/b/1.svg', version: 1, state: 'LIVE', description: 'You read.', points: 5, noun: null, byHand: false,
  criteria: { count: { of: { types: ['book.read'] }, at_least: 3 } }, recipient: 'PERSON', repeat: 'once', startFrom: null, tiers: [],
  design: { shape: 'disc', field: 'pine', icon: 'book', band: null, picture: null }, expiry: null, revokes: 'REVOKE', grantPolicy: { who: 'NOBODY', most: null, days: 30 },
};
const designChoices = { shapes: ['disc', 'shield'], fields: [{ name: 'pine', light: '#2F8A5C', middle: '#17603F', deep: '#093522' }], icons: [{ name: 'book', kind: 'KNOWLEDGE' as const, path: 'M1 1' }] };
const good: CheckRuleQuery['checkRule'] = { asOf: '2026-11-22T09:00:00Z', words: 'Read three books.', problems: [], doubts: [], matches: [] };
const admin = { ...amara, roles: ['EMPLOYEE' as const, 'ADMIN' as const] };
const pages = {
  '/admin/badges': { component: () => <p>All rules</p> },
  '/admin/badges/$badgeId': { component: EditorPage },
  '/admin/badges/$badgeId/design': { component: DesignerPage },
};

let gateway: ReturnType<typeof openGateway>;
/** What the server has: what is in force, and a draft. */
let there: Draft & { draft: Draft | null };

/** Whatever is changed becomes the draft. */
function drafted(change: Partial<Draft>): Draft {
  there = { ...there, draft: { ...(there.draft ?? first), version: 2, state: 'DRAFT', image: '/badges/b/2.svg', ...change } };
  return there.draft as Draft;
}

function save({ input: { name, description, criteria, points, shape, field, icon } }: { input: BadgeInput }) {
  return { saveBadge: drafted({ name: name.trim(), description, criteria, points: points ?? 0, design: { ...first.design, shape, field, icon } }) };
}

beforeEach(() => {
  localStorage.clear();
  there = { ...first, draft: null };
  gateway = openGateway();
  gateway.answer(RuleEditorDocument, () => ({ badge: there }));
  gateway.answer(BadgeDesignerDocument, () => ({ badge: there, designChoices }));
  gateway.answer(CheckRuleDocument, () => ({ checkRule: good }));
  gateway.answer(SaveBadgeDocument, save);
  gateway.answer(DesignBadgeDocument, ({ design }: { design: DesignInput }) => ({ designBadge: drafted({ design: { ...first.design, shape: design.shape } }) }));
});
afterEach(() => {
  localStorage.clear();
  vi.unstubAllGlobals();
});

async function open(address = '/admin/badges/b') {
  const { router, queryClient } = await showPages(pages, address, admin);
  const go = (to: string) => router.navigate({ to } as never);
  return { go, back: () => router.history.back(), daysPass: () => queryClient.removeQueries({ queryKey: editorQuery('b').queryKey }) };
}

const field = (name: string) => screen.findByRole('textbox', { name });
const type = async (name: string, text: string) => userEvent.type(await field(name), text);
const isSaved = () => screen.findByText('Saved');
const saves = () => gateway.asked(SaveBadgeDocument).map(({ input }) => input);

/** Changes a field, and waits until that is saved. */
async function change(name: string, text: string) {
  const before = saves().length;
  await type(name, text);
  await waitFor(() => expect(saves()).toHaveLength(before + 1));
  await isSaved();
}

describe('the focus', () => {
  test('stays in the name while it is typed, though it is the page’s title', async () => {
    await open();
    await type('Name', ' club');
    expect(await field('Name')).toHaveValue('Reading club');
    expect(await field('Name')).toHaveFocus();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Reading club');
  });

  test('stays on the way back, which changes the name', async () => {
    await open();
    await type('Description', '!');
    await type('Name', 's');
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(/^Reading$/);
    expect(screen.getByRole('button', { name: 'Undo' })).toHaveFocus();
  });
});

describe('what was saved', () => {
  test('is what one comes back to, and what is saved next builds on it', async () => {
    const { go, back } = await open();
    await change('Name', ' club');
    await go('/admin/badges');
    back();
    expect(await field('Name')).toHaveValue('Reading club');
    await change('Description', ' Much.');
    expect(saves().at(-1)).toMatchObject({ name: 'Reading club', description: 'You read. Much.' });
  });

  test('in the designer is what the editor saves with, and what the designer comes back to', async () => {
    const { go, back } = await open();
    await isSaved();
    await go('/admin/badges/b/design');
    await userEvent.click(await screen.findByRole('radio', { name: 'Shield' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save as draft' }));
    await screen.findByText(/Saved in the draft/);
    const late = new Promise((pass) => setTimeout(pass, 3000));
    gateway.answer(RuleEditorDocument, () => late.then(() => ({ badge: there })));
    back();
    await change('Name', ' club');
    expect(saves().at(-1)).toMatchObject({ name: 'Reading club', shape: 'shield' });
    await go('/admin/badges/b/design');
    expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('Reading club');
    expect(screen.getByRole('radio', { name: 'Shield' })).toBeChecked();
  });
});

test('the choices for going live outlast the next save, and one that fails', async () => {
  await open();
  await change('Name', ' club');
  const edits = () => screen.getByRole('combobox', { name: 'Those who hold it already' });
  await userEvent.selectOptions(edits(), 'STRICT');
  let fail: (why: Error) => void = () => undefined;
  gateway.answer(SaveBadgeDocument, () => new Promise<never>((_, no) => (fail = no)));
  await type('Name', 's');
  await screen.findByText('Saving…');
  expect(edits()).toHaveValue('STRICT');
  fail(new Error('gone'));
  await screen.findByText('Could not be saved');
  expect(edits()).toHaveValue('STRICT');
});

describe('trying it', () => {
  const root = { path: 'criteria', kind: 'count', sentence: 'Read three books', note: null, trueFrom: null, have: 1, need: 3, countedTotal: 0, passedOverTotal: 0, missing: null, counted: [], passedOver: [], children: [] };
  const trace = { asOf: good.asOf, done: false, tier: null, nextStep: 'Read two more', root };

  async function tryTomasz() {
    gateway.answer(FindPeopleDocument, () => ({ people: { edges: [{ node: { id: 'e-2', displayName: 'Tomasz Good', unit: null } }] } }));
    gateway.answer(SimulateRuleDocument, () => ({ simulateRule: { earned: [], trace } }));
    await open();
    await userEvent.click(await person());
    await userEvent.click(await screen.findByRole('option', { name: /Tomasz/ }));
    await screen.findByText('Next: Read two more');
  }
  const person = () => screen.findByRole('combobox', { name: 'Choose a person' });
  const tried = () => gateway.asked(SimulateRuleDocument).length;

  test('keeps the person and what came of it while the rule changes, and tries that once it is known to be good', async () => {
    await tryTomasz();
    const before = await person();
    await type('How many', '0');
    expect(before).toBeInTheDocument();
    expect(before).toHaveValue('Tomasz Good');
    expect(screen.getByText('Next: Read two more').closest('[data-older]')).not.toBeNull();
    await waitFor(() => expect(tried()).toBe(2));
    await waitFor(() => expect(screen.getByText('Next: Read two more').closest('[data-older]')).toBeNull());
  });

  test('waits, and says so, while something is wrong with the rule', async () => {
    await tryTomasz();
    gateway.answer(CheckRuleDocument, () => ({ checkRule: { ...good, words: null, problems: [{ path: 'criteria', message: 'is wrong' }] } }));
    await type('How many', '0');
    expect(await screen.findByText('Tried again once the rule is right.')).toBeVisible();
    expect(await person()).toHaveValue('Tomasz Good');
    expect(tried()).toBe(1);
  });
});

describe('what this browser kept', () => {
  const begun = 'You left this unfinished';
  const changed = /has been changed since/;

  /** Leaves the page before its last change is saved, and comes back when nothing of it is known any more. */
  async function leaveAndReturn(meanwhile: () => void) {
    const { go, back, daysPass } = await open();
    await type('Name', ' club');
    await go('/admin/badges');
    meanwhile();
    daysPass();
    back();
    await field('Name');
  }
  const choose = (name: string) => userEvent.click(within(screen.getByRole('alert')).getByRole('button', { name }));

  test('goes on where nobody changed the badge, says so, and can be undone', async () => {
    await leaveAndReturn(() => undefined);
    expect(await field('Name')).toHaveValue('Reading club');
    expect(screen.getByText(new RegExp(begun))).toBeVisible();
    await waitFor(() => expect(saves()).toHaveLength(1));
    await isSaved();
    expect(screen.getByText(new RegExp(begun))).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await field('Name')).toHaveValue('Reading');
    expect(screen.queryByText(new RegExp(begun))).toBeNull();
  });

  test('is not taken where somebody did: that is said, nothing is overwritten, and it stays kept', async () => {
    await leaveAndReturn(() => drafted({ name: 'Books' }));
    expect(await field('Name')).toHaveValue('Books');
    expect(screen.getByRole('alert')).toHaveTextContent(changed);
    await change('Description', '!');
    expect(saves().map(({ name }) => name)).toEqual(['Books']);
    expect(localStorage.getItem('laurel.rule.b')).toContain('Reading club');
  });

  test('is used then if the person says so', async () => {
    await leaveAndReturn(() => drafted({ name: 'Books' }));
    await choose('Use what this browser kept');
    expect(await field('Name')).toHaveValue('Reading club');
    expect(screen.getByText(new RegExp(begun))).toBeVisible();
    await waitFor(() => expect(saves().map(({ name }) => name)).toEqual(['Reading club']));
    await isSaved();
    expect(localStorage.getItem('laurel.rule.b')).toBeNull();
  });

  test('is gone if the person says so', async () => {
    await leaveAndReturn(() => drafted({ name: 'Books' }));
    await choose('Stay with what is saved');
    expect(await field('Name')).toHaveValue('Books');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(localStorage.getItem('laurel.rule.b')).toBeNull();
  });

  test('is not asked about where it is what was saved after leaving', async () => {
    let answer: () => void = () => undefined;
    gateway.answer(SaveBadgeDocument, (variables) => new Promise((yes) => (answer = () => yes(save(variables)))));
    const { go, back, daysPass } = await open();
    await type('Name', ' club ');
    await screen.findByText('Saving…');
    await go('/admin/badges');
    answer();
    await waitFor(() => expect(localStorage.getItem('laurel.rule.b')).toBeNull());
    daysPass();
    back();
    expect(await field('Name')).toBeVisible();
    expect(screen.queryByText(new RegExp(begun))).toBeNull();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
