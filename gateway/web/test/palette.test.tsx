import { act, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useEffect, useState } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Palette } from '../src/palette/Palette';
import { PaletteButton } from '../src/palette/PaletteButton';
import { matching, moved } from '../src/palette/choices';
import { setPalette } from '../src/palette/opened';
import { Page } from '../src/parts/Page';
import { forgetRecent, keepRecent, recentOf } from '../src/palette/recent';
import { amara, show } from './show';

const found = {
  data: {
    badges: { edges: [{ node: { id: 'good-neighbour', name: 'Good neighbour', image: '/badges/good-neighbour/1.svg' } }] },
    challenges: { edges: [{ node: { id: 'c-1', title: 'Good first reviews', unit: { id: 'u-1', name: 'Risk' } } }] },
    people: { edges: [{ node: { id: 'e-1', displayName: 'Amara Diallo', unit: null } }, { node: { id: 'e-2', displayName: 'Tomasz Good', unit: null } }] },
  },
};
const reached = vi.fn((_address: string, _init?: RequestInit) => Promise.resolve(Response.json(found)));

beforeEach(() => {
  localStorage.clear();
  setPalette(false);
  reached.mockReset();
  vi.stubGlobal('fetch', reached);
});
afterEach(() => vi.unstubAllGlobals());

async function open(viewer = amara) {
  const shown = await show(<><PaletteButton /><Palette /></>, viewer);
  await userEvent.keyboard('{Control>}k{/Control}');
  await screen.findByRole('combobox');
  return shown;
}

const offered = () => screen.getAllByRole('option').map((option) => option.textContent);
const active = () => screen.getByRole('option', { selected: true }).textContent;

describe('matching', () => {
  const choices = ['Café culture', 'Rangliste', 'Ge-schafft'].map((label) => ({ id: label, label, picture: null, run: () => undefined }));
  test.each([['', 3], ['cafe', 1], ['CUL ca', 1], ['afé', 0], ['schafft', 1], ['x', 0]])('“%s” finds %i', (typed, count) => {
    expect(matching(choices, typed)).toHaveLength(count);
  });

  test('moving goes around the ends, and nowhere in an empty list', () => {
    expect([moved(0, -1, 3), moved(2, 1, 3), moved(0, 1, 0)]).toEqual([2, 0, 0]);
  });
});

test('it offers what one may do: to employees neither launching nor sources', async () => {
  await open();
  expect(offered()).toContain('Leaderboard');
  expect(offered()).not.toContain('Sources and keys');
  expect(offered()).not.toContain('Launch a challenge');
});

test('it offers administrators their pages too', async () => {
  await open({ ...amara, roles: ['EMPLOYEE', 'ADMIN'] });
  expect(offered()).toEqual(expect.arrayContaining(['Sources and keys', 'Launch a challenge']));
});

test('arrows move, Enter goes, and the choice comes first the next time', async () => {
  const { router } = await open();
  expect(active()).toBe('Home');
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
  expect(active()).toBe('Challenges');
  expect(screen.getByRole('combobox')).toHaveAttribute('aria-activedescendant', screen.getByRole('option', { selected: true }).id);
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/challenges'));
  expect(screen.queryByRole('combobox')).toBeNull();
  await userEvent.keyboard('{Control>}k{/Control}');
  await screen.findByRole('combobox');
  expect(within(screen.getByRole('group', { name: 'Recent' })).getByRole('option')).toHaveTextContent('Challenges');
  expect(offered().filter((label) => label === 'Challenges')).toHaveLength(1);
});

test('Escape closes it and gives the focus back', async () => {
  await show(<><PaletteButton /><Palette /></>);
  await userEvent.click(screen.getByRole('button', { name: 'Search or act' }));
  await screen.findByRole('combobox');
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('combobox')).toBeNull();
  expect(screen.getByRole('button', { name: 'Search or act' })).toHaveFocus();
});

test('a page that arrives beneath it leaves it the keys; without it, the page has them', async () => {
  let go: (page: string) => void = () => undefined;
  const Pages = () => {
    const [name, setName] = useState('First');
    useEffect(() => {
      go = setName;
    }, []);
    return <Page key={name} title={name}><h1 tabIndex={-1}>{name}</h1></Page>;
  };
  await show(<><Palette /><Pages /></>);
  await userEvent.keyboard('{Control>}k{/Control}');
  await screen.findByRole('combobox');
  act(() => go('Second'));
  await userEvent.keyboard('lead');
  expect(screen.getByRole('combobox')).toHaveValue('lead');
  await userEvent.keyboard('{Escape}');
  act(() => go('Third'));
  expect(screen.getByRole('heading', { name: 'Third' })).toHaveFocus();
});

test('it searches in the pauses, leaves oneself out, and goes to what was found', async () => {
  const { router } = await open();
  await userEvent.keyboard('good');
  await screen.findByRole('option', { name: /Good neighbour/ });
  expect(offered()).toEqual(['Good neighbour', 'Good first reviewsRisk', 'TGThank Tomasz Good']);
  const asked = reached.mock.calls.map(([, init]) => String(init?.body));
  expect(asked.length).toBeLessThan(3);
  expect(asked.at(-1)).toContain('"good"');
  await userEvent.keyboard('{ArrowUp}{Enter}');
  await waitFor(() => expect(router.state.location.href).toBe('/kudos/new?to=e-2'));
  expect(recentOf('e-1')).toEqual([{ id: 'person:e-2', label: 'Tomasz Good' }]);
});

test('of what was found before, only what still matches is offered while more is typed: a quick Enter takes nothing else', async () => {
  const { router } = await open();
  await userEvent.keyboard('good');
  await screen.findByRole('option', { name: /Good neighbour/ });
  reached.mockImplementation(() => new Promise(() => undefined));
  await userEvent.keyboard(' f');
  expect(offered()).toEqual(['Good first reviewsRisk']);
  await userEvent.keyboard('{Backspace>6/}tha');
  expect(offered()).toEqual(['Thank someone']); // everybody found can be thanked, nobody is called that
  await userEvent.keyboard('{Backspace>3/}ara{Enter}');
  expect(screen.getByRole('combobox')).toHaveValue('ara');
  expect(screen.queryByRole('option')).toBeNull();
  expect(router.state.location.pathname).toBe('/');
});

test('what nothing is called says so', async () => {
  reached.mockImplementationOnce(() => Promise.resolve(Response.json({ data: { badges: { edges: [] }, challenges: { edges: [] }, people: { edges: [] } } })));
  await open();
  await userEvent.keyboard('zzz');
  expect(await screen.findByText('Nothing is called “zzz”. Try fewer letters.')).toBeVisible();
});

test('what was chosen is one person’s own, five at most, and is forgotten', () => {
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'b']) keepRecent('e-1', { id, label: id });
  expect(recentOf('e-1').map(({ id }) => id)).toEqual(['b', 'f', 'e', 'd', 'c']);
  expect(recentOf('e-2')).toEqual([]);
  forgetRecent();
  expect(recentOf('e-1')).toEqual([]);
});
