import { act, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { ArrivedAwardFragment } from '../src/gen/graphql';
import { Arrivals } from '../src/live/Arrivals';
import { arrive, current, dismissAll } from '../src/live/arrivals';
import { concerns } from '../src/live/useLive';
import { show } from './show';

afterEach(() => act(dismissAll));

function award(id: string, name: string, tier?: string): ArrivedAwardFragment {
  return {
    id, earnedAt: '2026-11-22T09:00:00Z', evidenceCount: 5, unit: null, tier: tier ? { id: tier.toLowerCase(), name: tier } : null,
    badge: { id: name.toLowerCase(), name, image: `/badges/${name}/1.svg`, rule: 'Be thanked five times in a month.' },
  };
}

test('a badge that arrives is read out politely and takes no focus', async () => {
  await show(<Arrivals onDismiss={dismissAll} />);
  const region = screen.getByRole('region', { name: 'New badges' });
  expect(region).toHaveAttribute('aria-live', 'polite');
  expect(region).toBeEmptyDOMElement();
  act(() => arrive(award('a-1', 'Good neighbour', 'Bronze')));
  expect(region).toHaveTextContent('Good neighbour, bronze');
  expect(document.body).toHaveFocus();
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

test('several badges are one toast: the newest, and how many more', async () => {
  await show(<Arrivals onDismiss={dismissAll} />);
  act(() => {
    arrive(award('a-1', 'Mentor'));
    arrive(award('a-2', 'Chaos drill'));
    arrive(award('a-3', 'Good neighbour', 'Silver'));
  });
  expect(screen.getByText('Good neighbour, silver')).toBeVisible();
  expect(screen.getByRole('link', { name: '2 more' })).toHaveAttribute('href', '/badges?show=earned');
  expect(screen.queryByText('Mentor')).not.toBeInTheDocument();
});

test('what a unit earned together says so', async () => {
  await show(<Arrivals onDismiss={dismissAll} />);
  act(() => arrive({ ...award('a-1', 'Ready together'), unit: { id: 'u-1', name: 'Payments platform' } }));
  expect(screen.getByText('Payments platform earned it together.')).toBeVisible();
});

test('the same award heard twice is one', () => {
  arrive(award('a-1', 'Mentor'));
  arrive(award('a-1', 'Mentor'));
  expect(current()).toHaveLength(1);
});

test('it stays until it is dismissed, and then all of it goes', async () => {
  const dismissed = vi.fn(dismissAll);
  await show(<Arrivals onDismiss={dismissed} />);
  act(() => {
    arrive(award('a-1', 'Mentor'));
    arrive(award('a-2', 'Chaos drill'));
  });
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(dismissed).toHaveBeenCalledOnce();
  expect(screen.getByRole('region', { name: 'New badges' })).toBeEmptyDOMElement();
});

test('a hint makes stale what shows its topics, and nothing else', () => {
  const isStale = concerns(['POINTS', 'FEED']);
  expect(isStale({ meta: { topics: ['BADGES', 'POINTS'] } })).toBe(true);
  expect(isStale({ meta: { topics: ['BADGES'] } })).toBe(false);
  expect(isStale({ meta: undefined })).toBe(false);
});
