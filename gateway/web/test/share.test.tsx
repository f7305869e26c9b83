import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as requests from '../src/api/request';
import { linkedInAddress } from '../src/credential/linkedIn';
import { PublishForm } from '../src/credential/PublishForm';
import { ShareAwards } from '../src/credential/ShareAwards';
import { ShareRow } from '../src/credential/ShareRow';
import { WithdrawCredentialDocument } from '../src/gen/graphql';
import { amara, show } from './show';

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

describe('the awards of a badge', () => {
  type Badge = Parameters<typeof ShareAwards>[0]['badge'];
  const former = { id: 'a-0', state: 'EXPIRED', earnedAt: '2025-03-01T09:00:00Z', endedAt: '2026-03-01T09:00:00Z', endedBecause: 'TIME', tier: null, unit: null, credential: null };
  const of = (awards: object[], ended: object[] = []) => ({ name: 'Mentor', mine: { awards, ended } }) as unknown as Badge;
  afterEach(() => vi.restoreAllMocks());

  test('that ended stay listed for as long as they are public, and can be withdrawn', async () => {
    const asked = vi.spyOn(requests, 'request').mockResolvedValue({} as never);
    const revoked = { ...former, id: 'a-9', state: 'REVOKED', credential: { ...credential, id: 'x9' } };
    await show(<ShareAwards badge={of([], [revoked, former])} />);
    const row = screen.getByRole('listitem');
    expect(row).toHaveTextContent('It was taken back, and the page says so.');
    expect(within(row).getByRole('link', { name: 'Open page' })).toHaveAttribute('href', '/b/x9');
    await userEvent.click(within(row).getByRole('button', { name: 'Withdraw' }));
    const dialog = screen.getByRole('dialog');
    expect(dialog).toHaveTextContent('it can’t be published here again');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Withdraw' }));
    expect(asked).toHaveBeenCalledWith(WithdrawCredentialDocument, { award: 'a-9' });
  });

  test('that are public are all listed; of the private ones the newest, and the others on demand', async () => {
    const many = Array.from({ length: 8 }, (_, i) => ({ ...award, id: `a-${i}`, earnedAt: `2025-0${i + 1}-14T09:00:00Z`, tier: null, credential: i === 0 ? credential : null }));
    await show(<ShareAwards badge={of(many)} />);
    expect(screen.getByRole('link', { name: 'Open page' })).toBeVisible();
    expect(screen.getByText('2 earlier ones')).toBeVisible();
    expect(screen.getByText('14 Aug 2025')).toBeVisible();
    expect(screen.getByText('14 Feb 2025')).not.toBeVisible();
    await userEvent.click(screen.getByText('2 earlier ones'));
    expect(screen.getByText('14 Feb 2025')).toBeVisible();
  });

  test('are told apart by their tier, in the reader’s language, and by their day', async () => {
    await show(<ShareAwards badge={of([{ ...award, earnedAt: '2025-03-14T09:00:00Z', tier: { id: 'silver', name: 'Silver' } }])} />, { ...amara, locale: 'de-AT' });
    expect(screen.getByRole('listitem')).toHaveTextContent(/^Mentor, SilberVerdient am 14\..*2025/);
  });

  test('are changed and withdrawn from a menu, whose button has the focus again afterwards', async () => {
    await show(<ShareAwards badge={of([{ ...award, tier: null, credential }])} />);
    const more = screen.getByRole('button', { name: 'More for Mentor' });
    await userEvent.click(more);
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Withdraw' }));
    await screen.findByRole('dialog');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(more).toHaveFocus();
  });
});
