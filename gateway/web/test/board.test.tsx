import { screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as requests from '../src/api/request';
import type { BoardHeadFragment, RankRowFragment } from '../src/gen/graphql';
import { AroundYou } from '../src/home/AroundYou';
import { AroundMe } from '../src/leaderboard/AroundMe';
import { MyStanding } from '../src/leaderboard/MyStanding';
import { RankTable } from '../src/leaderboard/RankTable';
import { show } from './show';

function row(rank: number, displayName: string, points: number, me = false): RankRowFragment {
  return { rank, points, me, person: { id: displayName, displayName, unit: { id: 'u', name: 'Data' } } };
}

const head: BoardHeadFragment = {
  period: 'MONTH', startsAt: '2026-10-31T23:00:00Z', asOf: '2026-11-22T09:00:00Z', people: 148, hidden: 6,
  me: { rank: 23, points: 400, aheadOfPercent: 84, hidden: false, toNext: 40 },
};

test('those with equal points share a rank, and the next rank counts them both', async () => {
  await show(<RankTable rows={[row(19, 'Sofía', 470), row(20, 'Jun-ho', 455), row(20, 'Kwame', 455), row(22, 'Yuki', 440)]} />);
  const ranks = screen.getAllByRole('row').slice(1).map((line) => within(line).getAllByRole('cell')[0]?.textContent);
  expect(ranks).toEqual(['19', '20', '20', '22']);
});

test('the viewer’s own row says so, and no other does', async () => {
  await show(<RankTable rows={[row(22, 'Yuki', 1440), row(23, 'Amara Diallo', 1400, true)]} />);
  const mine = screen.getByRole('row', { current: true });
  expect(mine).toHaveTextContent('Amara Diallo (you)');
  expect(mine).toHaveTextContent('1,400');
  expect(screen.getAllByText('(you)')).toHaveLength(1);
});

test('a rank is said as an ordinal, with those it is among and the way up', async () => {
  await show(<MyStanding board={head} />);
  expect(screen.getByRole('heading', { name: '23rd of 148' })).toBeVisible();
  expect(screen.getByText('Ahead of 84 in 100.')).toBeVisible();
  expect(screen.getByText('40 points to the next place up.')).toBeVisible();
  expect(screen.queryByText('Only you see this')).not.toBeInTheDocument();
});

test('someone who hides sees their rank, and that only they do', async () => {
  await show(<MyStanding board={{ ...head, me: { rank: 1, points: 900, aheadOfPercent: 99, hidden: true, toNext: null } }} />);
  expect(screen.getByRole('heading', { name: '1st of 148' })).toBeVisible();
  expect(screen.getByRole('heading', { name: 'Only you see this' })).toBeVisible();
  expect(screen.queryByText('Next place')).not.toBeInTheDocument();
});

test('someone without points is told how to get on the board', async () => {
  await show(<MyStanding board={{ ...head, me: null }} />);
  expect(screen.getByRole('heading', { name: 'You are not on this board yet' })).toBeVisible();
});

describe('someone who is not on the board', () => {
  afterEach(() => vi.restoreAllMocks());
  const boardOf = (people: number) => ({ ...head, people, me: null, around: [] });
  const open = (people: number) => {
    vi.spyOn(requests, 'request').mockResolvedValue({ board: boardOf(people) } as never);
    return show(<AroundMe search={{ period: 'all' }} />);
  };

  test('is told so once, and shown the way to those who are', async () => {
    await open(148);
    expect(await screen.findByText('You are not on this board yet')).toBeVisible();
    expect(screen.getByRole('link', { name: 'See it from the top' })).toHaveAttribute('href', '/leaderboard?period=all&view=top');
    expect(screen.queryByText('Nobody has points yet')).toBeNull();
  });

  test('hears that nobody has points only where that is so', async () => {
    await open(0);
    expect(await screen.findByText('Nobody has points yet')).toBeVisible();
    expect(screen.queryByRole('link', { name: 'See it from the top' })).toBeNull();
  });

  test('reads the same at home', async () => {
    await show(<><AroundYou board={boardOf(148)} /></>);
    expect(screen.getByText(/You are not on this board yet/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'See it from the top' })).toHaveAttribute('href', '/leaderboard?view=top');
    expect(screen.queryByText(/The first completion opens the board/)).toBeNull();
  });
});
