import { onlineManager, type QueryClient } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Failure } from '../src/api/failure';
import { send } from '../src/api/send';
import { PageError } from '../src/app/PageError';
import { createQueryClient } from '../src/app/queryClient';
import { createApp } from '../src/app/router';
import { SideNav } from '../src/app/SideNav';
import { viewerQuery } from '../src/app/viewer';
import { Problem } from '../src/parts/Problem';
import { amara, show } from './show';

const reached = vi.fn<typeof fetch>();
const refused = () => Promise.resolve(new Response(null, { status: 401 }));
const over = new Failure('UNAUTHENTICATED', 'Sign in to go on.');

beforeEach(() => {
  window.history.replaceState(null, '', '/badges');
  reached.mockReset().mockImplementation(refused);
  vi.stubGlobal('fetch', reached);
});
afterEach(() => {
  document.body.replaceChildren();
  window.history.replaceState(null, '', '/');
  vi.unstubAllGlobals();
});

const ask = (client: QueryClient) => client.fetchQuery({ queryKey: ['anything'], queryFn: () => send('/graphql', {}) });
const command = (client: QueryClient) => client.getMutationCache().build(client, { mutationFn: () => send('/graphql', {}) }).execute(undefined);

describe('a session that is over', () => {
  test.each([['question', ask], ['command', command]])('leads from any %s to the door and back again', async (_, act) => {
    const { queryClient, router } = createApp();
    await expect(act(queryClient)).rejects.toThrow();
    await waitFor(() => expect(router.state.location.href).toBe('/sign-in?to=%2Fbadges'));
  });

  test.each([['form', ask], ['form', command], ['fieldset', command]])('does not lead away from a %s that is being filled in', async (element, act) => {
    document.body.append(document.createElement(element));
    const { queryClient, router } = createApp();
    await expect(act(queryClient)).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(router.state.location.pathname).toBe('/badges');
  });

  test('says so beside what could not be sent, with the door in another tab', async () => {
    await show(<Problem error={over} />);
    expect(screen.getByRole('alert')).toHaveTextContent('Your session is over. Sign in in a new tab, then come back and try again');
    expect(screen.getByRole('link', { name: 'Sign in in a new tab' })).toHaveAttribute('target', '_blank');
  });

  test('says so in German too', async () => {
    await show(<Problem error={over} />, { ...amara, locale: 'de-AT' });
    expect(screen.getByRole('link', { name: 'Melde dich in einem neuen Tab an' })).toHaveAttribute('href', '/sign-in');
  });

  test('leads to the door from a page that can’t be shown, whatever stood there before', async () => {
    const { router } = await show(<><form /><PageError error={over} reset={vi.fn()} /></>);
    await waitFor(() => expect(router.state.location.href).toBe('/sign-in?to=%2F'));
  });

  test('is told around the page to those who stay', async () => {
    const { queryClient } = await show(<SideNav />);
    expect(screen.queryByRole('alert')).toBeNull();
    await queryClient.invalidateQueries({ queryKey: viewerQuery.queryKey });
    expect(await screen.findByRole('alert')).toHaveTextContent('Your session is over.');
  });
});

describe('without a network', () => {
  afterEach(() => onlineManager.setOnline(true));

  test('a command fails at once instead of waiting in silence', async () => {
    onlineManager.setOnline(false);
    reached.mockRejectedValue(new TypeError('Failed to fetch'));
    await expect(command(createQueryClient(vi.fn()))).rejects.toMatchObject({ code: 'OFFLINE' });
  });

  test.each(['Sign out', 'Deutsch'])('“%s” says that it could not be done, once its menu has closed', async (name) => {
    reached.mockRejectedValue(new TypeError('Failed to fetch'));
    await show(<SideNav />);
    await userEvent.click(screen.getByRole('button', { name: /Amara Diallo/ }));
    await userEvent.click(await screen.findByText(name));
    expect(await screen.findByRole('alert')).toHaveTextContent('Laurel can’t be reached.');
  });
});
