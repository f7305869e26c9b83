import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { TraceList } from '../src/trace/TraceList';
import { listed, type Fact, type TraceNode } from '../src/trace/tree';
import { show } from './show';

function fact(n: number, extra: Partial<Fact> = {}): Fact {
  const occurredAt = `2026-0${n}-01T09:00:00Z`;
  return { id: `f-${n}`, occurredAt, type: 'drill.led', name: `Drill ${n}`, source: 'Drill calendar', url: null, reason: null, ...extra };
}

function node(extra: Partial<TraceNode>): TraceNode {
  return {
    path: 'count', kind: 'count', sentence: 'Lead ten drills', note: null, trueFrom: null, have: 0, need: 1,
    counted: [], countedTotal: 0, passedOver: [], passedOverTotal: 0, missing: null, ...extra,
  };
}

test('a node says what it asks, how far it is, and what is missing', async () => {
  await show(<TraceList nodes={[node({ have: 8, need: 10, missing: 'Two more drills' }), node({ path: 'b', missing: 'No lesson yet' })]} />);
  expect(screen.getAllByRole('heading', { name: 'Lead ten drills' })).toHaveLength(2);
  expect(screen.getByText('8 of 10')).toBeInTheDocument();
  expect(screen.queryByText('Two more drills')).not.toBeInTheDocument();
  expect(screen.getByText('No lesson yet')).toBeVisible();
  expect(screen.getAllByText('Not yet')).toHaveLength(2);
});

test('a node that holds says since when, and no longer what is missing', async () => {
  await show(<TraceList nodes={[node({ trueFrom: '2024-03-02T09:00:00Z', have: 1, missing: 'Nothing' })]} />);
  expect(screen.getByText('Done')).toBeInTheDocument();
  expect(screen.getByText(/True since/)).toHaveTextContent('True since 2 March 2024');
  expect(screen.queryByText('Nothing')).not.toBeInTheDocument();
});

test('the newest three that counted are shown, and the others when asked for', async () => {
  const counted = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => fact(n));
  await show(<TraceList nodes={[node({ counted, countedTotal: 8, have: 8, need: 10 })]} />);
  const table = screen.getByRole('table', { name: 'Eight counted' });
  expect(within(table).getAllByRole('row').slice(1).map((row) => row.textContent)).toEqual([
    '1 AugDrill 8Drill calendar', '1 JulDrill 7Drill calendar', '1 JunDrill 6Drill calendar',
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'Five earlier' }));
  expect(within(table).getAllByRole('row')).toHaveLength(1 + 8);
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('what did not count says why', async () => {
  const passedOver = [fact(1, { reason: 'Already credited on 29 October' })];
  await show(<TraceList nodes={[node({ passedOver, passedOverTotal: 1 })]} />);
  expect(within(screen.getByRole('table', { name: 'One did not' })).getByText('Already credited on 29 October')).toBeVisible();
});

test('facts that were not sent along are counted, but nothing pretends to show them', async () => {
  await show(<TraceList nodes={[node({ counted: [fact(1)], countedTotal: 40 })]} />);
  expect(screen.getByRole('table', { name: '40 counted' })).toBeVisible();
  expect(screen.getByText('39 earlier')).toBeVisible();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('evidence links to the web only', async () => {
  const counted = [fact(1, { url: 'https://drills.example/1' }), fact(2, { url: 'javascript:alert(1)' })];
  await show(<TraceList nodes={[node({ counted, countedTotal: 2 })]} />);
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['https://drills.example/1']);
});

test('an “all of” at the root is the list itself; an “any of” is one item with its parts below', async () => {
  const parts = [node({ path: 'a', sentence: 'First' }), node({ path: 'b', sentence: 'Second' })];
  const root = { ...node({}), children: parts };
  expect(listed({ ...root, kind: 'all' } as never)).toEqual(parts);
  await show(<TraceList nodes={listed({ ...root, kind: 'any', sentence: 'One of these' } as never)} />);
  expect(screen.getAllByRole('heading').map((heading) => heading.textContent)).toEqual(['One of these', 'First', 'Second']);
});
