import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { linkedInAddress } from '../src/credential/linkedIn';
import { PublishForm } from '../src/credential/PublishForm';
import { ShareRow } from '../src/credential/ShareRow';
import { show } from './show';

const credential = { id: 'x1', url: 'https://laurel.example/b/x1', name: 'A. Diallo', evidence: false, publishedAt: '2026-05-04T09:00:00Z', status: 'VALID' as const };
const award = { id: 'a-1', earnedAt: '2026-03-31T23:30:00Z', state: 'ACTIVE' as const, byHand: false, expiresAt: null, tier: { id: 'gold', name: 'Gold' }, credential: null };
const preview = {
  name: 'Amara Diallo', email: 'amara@fjordline.example', title: 'Mentor, Gold', description: 'Helps.', criteria: 'Help ten people',
  issuer: 'Fjordline Pay', earnedAt: '2026-03-14T09:00:00Z', expiresAt: null, evidenceTotal: 2,
  evidence: [{ name: 'A review', at: '2026-03-14T09:00:00Z' }],
};

test('LinkedIn is told the month in which it was earned, and the link', () => {
  const said = new URL(linkedInAddress({ title: 'Mentor, Gold', organization: 'Fjordline Pay', earnedAt: award.earnedAt, credential })).searchParams;
  expect(Object.fromEntries(said)).toMatchObject({ name: 'Mentor, Gold', issueYear: '2026', issueMonth: '3', certUrl: credential.url, certId: 'x1' });
});

test('what will be public follows the form', async () => {
  await show(<PublishForm award={award} preview={preview} onClose={vi.fn()} />);
  const region = () => screen.getByRole('region', { name: 'What anybody with the link can read' });
  expect(region()).toHaveTextContent('Amara Diallo');
  expect(region()).toHaveTextContent('A review');
  await userEvent.click(screen.getByRole('switch', { name: /^Tell what counted/ }));
  expect(region()).not.toHaveTextContent('A review');
  const name = screen.getByRole('textbox', { name: 'Your name on the page' });
  await userEvent.clear(name);
  await userEvent.click(screen.getByRole('button', { name: 'Publish' }));
  expect(name).toBeInvalid();
  await userEvent.type(name, 'A. D.');
  expect(region()).toHaveTextContent('A. D.');
});

test('a form that changes what is public begins with what is', async () => {
  await show(<PublishForm award={{ ...award, credential }} preview={preview} onClose={vi.fn()} />);
  expect(screen.getByRole('textbox')).toHaveValue('A. Diallo');
  expect(screen.getByRole('switch')).not.toBeChecked();
  expect(screen.getByRole('button', { name: 'Save' })).toBeVisible();
});

test('a private award offers to publish, a public one its link', async () => {
  const badge = { name: 'Mentor' } as Parameters<typeof ShareRow>[0]['badge'];
  await show(<><ShareRow badge={badge} award={award} /><ShareRow badge={badge} award={{ ...award, credential }} /></>);
  expect(screen.getByText('Only people here can see that you earned it.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Open page' })).toHaveAttribute('href', '/b/x1');
  expect(screen.getByText(/^Public since.* as A\. Diallo$/)).toBeVisible();
});
