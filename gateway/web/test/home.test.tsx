import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { NextStepLeadFragment } from '../src/gen/graphql';
import { NextStepLead } from '../src/home/NextStepLead';
import { show } from './show';

const person = { id: 'e-1', displayName: 'Amara Diallo' };
const reviews = { one: 'review', other: 'reviews' };
const badge = {
  __typename: 'Badge' as const, id: 'careful-reviewer', name: 'Careful reviewer', image: '/badges/careful-reviewer/1.svg', rule: 'Review with care.',
  mine: { awards: [{ id: 'a', tier: { id: 'bronze', name: 'Bronze' } }] },
};

function lead(nextStep: NextStepLeadFragment['nextStep']) {
  return show(<NextStepLead viewer={{ person, nextStep }} className={undefined} />);
}

test('the lead says in words how many more, to what, and calls by name', async () => {
  await lead({ have: 8, need: 10, noun: reviews, tier: { id: 'silver', name: 'Silver' }, target: badge });
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Two more reviews to silver, Amara');
  expect(screen.getByText(/You have eight of the ten reviews/)).toHaveTextContent("that Careful reviewer asks for.");
  expect(screen.getByRole('link', { name: 'Open the badge' })).toHaveAttribute('href', '/badges/careful-reviewer');
  expect(screen.getByRole('img')).toHaveAttribute('src', expect.stringMatching(/state=held.*tier=bronze/));
});

test('one is singular, and numbers above ten are digits', async () => {
  await lead({ have: 39, need: 40, noun: reviews, tier: null, target: { ...badge, mine: { awards: [] } } });
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('One more review and it’s yours, Amara');
  expect(screen.getByText(/You have 39 of the 40 reviews/)).toBeVisible();
});

test('a challenge says when it ends, on the last day inside its window and in its zone', async () => {
  const target = {
    __typename: 'Challenge' as const, id: 'c-1', title: 'Open doors month', rule: 'Give twelve reviews.',
    endsAt: '2030-11-30T23:00:00Z', timezone: 'Europe/Berlin',
  };
  await lead({ have: 1, need: 12, noun: null, tier: null, target });
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('11 more to finish, Amara');
  expect(screen.getByText(/which ends on/)).toHaveTextContent('30 Nov 2030');
});

test('with nothing under way it names where to begin', async () => {
  await lead(null);
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('A fresh start, Amara');
  expect(screen.getByRole('link', { name: 'Choose a badge' })).toHaveAttribute('href', '/badges?show=available');
});
