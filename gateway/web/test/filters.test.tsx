import { act, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useEffect, useState } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ChallengesPage } from '../src/challenges/ChallengesPage';
import { ChallengesSearch } from '../src/challenges/search';
import { ChallengesPageDocument, RulesPageDocument } from '../src/gen/graphql';
import { SearchField } from '../src/parts/SearchField';
import { RulesPage } from '../src/rules/RulesPage';
import { RulesSearch } from '../src/rules/search';
import { openGateway } from './gateway';
import { amara, show, showPages } from './show';

const none = { edges: [], totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null } };
const admin = { ...amara, roles: ['EMPLOYEE' as const, 'ADMIN' as const] };
const pages = {
  '/admin/badges': { component: RulesPage, validateSearch: (search: object) => RulesSearch.parse(search) },
  '/challenges': { component: ChallengesPage, validateSearch: (search: object) => ChallengesSearch.parse(search) },
};

let gateway: ReturnType<typeof openGateway>;
beforeEach(() => {
  gateway = openGateway();
  gateway.answer(RulesPageDocument, () => ({ badges: none }));
  gateway.answer(ChallengesPageDocument, () => ({ challenges: none }));
});
afterEach(() => vi.unstubAllGlobals());

const open = (address: string) => showPages(pages, address, admin);
const field = () => screen.findByRole('searchbox');

describe('a list of rules without any', () => {
  test('names the way to a first one only where nothing was asked for', async () => {
    await open('/admin/badges');
    expect(await screen.findByText('No rule here yet')).toBeVisible();
    expect(screen.queryByRole('link', { name: 'All badges' })).toBeNull();
  });

  test('says that a search found nothing, and leads to all in the same order', async () => {
    const { router } = await open('/admin/badges?q=zebra&state=live&sort=newest');
    expect(await screen.findByText(/No name or description here has “zebra” in it/)).toBeVisible();
    expect(screen.queryByText('No rule here yet')).toBeNull();
    expect(await field()).toHaveValue('zebra');
    await userEvent.click(screen.getByRole('link', { name: 'All badges' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ sort: 'newest' }));
    expect(await screen.findByText('No rule here yet')).toBeVisible();
    expect(await field()).toHaveValue('');
  });

  test('says that none is in a state', async () => {
    await open('/admin/badges?state=retired');
    expect(await screen.findByText(/No badge is in this state/)).toBeVisible();
  });
});

test('the catalogue’s search goes where the address goes: cleared, and back', async () => {
  const { router } = await open('/challenges');
  await userEvent.type(await field(), 'zebra');
  await userEvent.click(await screen.findByRole('link', { name: 'Open challenges' }));
  await waitFor(async () => expect(await field()).toHaveValue(''));
  router.history.back();
  await waitFor(async () => expect(await field()).toHaveValue('zebra'));
});

test('a search field is not disturbed by its own words, which come back while more is typed', async () => {
  const sent: (string | undefined)[] = [];
  let turn: (q: string) => void = () => undefined;
  const Stage = () => {
    const [q, setQ] = useState('');
    useEffect(() => void (turn = (to) => act(() => setQ(to))), []);
    return <SearchField label="Search" q={q} onFind={(words) => void sent.push(words)} />;
  };
  await show(<Stage />);
  const box = screen.getByRole('searchbox');
  await userEvent.type(box, 'ab');
  await waitFor(() => expect(sent).toEqual(['ab']));
  await userEvent.type(box, 'c ');
  await waitFor(() => expect(sent).toEqual(['ab', 'abc']));
  await userEvent.type(box, 'd');
  turn('ab');
  turn('abc');
  expect(box).toHaveValue('abc d');
  await waitFor(() => expect(sent).toEqual(['ab', 'abc', 'abc d']));
  turn('abc d');
  turn('ab');
  expect(box).toHaveValue('ab');
});
