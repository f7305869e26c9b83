import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Failure } from '../src/api/failure';
import { KudosForm } from '../src/kudos/KudosForm';
import { CountedTextarea } from '../src/parts/CountedTextarea';
import { Problem } from '../src/parts/Problem';
import { keyState } from '../src/sources/keys';
import { ReceivedTable } from '../src/sources/ReceivedTable';
import { SecretShown } from '../src/sources/SecretShown';
import { show } from './show';

const commands = () => reached.mock.calls.filter(([, init]) => String(init?.body).includes('giveKudos'));
const reached = vi.fn((_address: string, _init?: RequestInit) => new Promise<Response>(() => undefined));
beforeEach(() => vi.stubGlobal('fetch', reached));
afterEach(() => vi.unstubAllGlobals());

test('thanks without a person or a reason are not sent, and say what is missing', async () => {
  await show(<KudosForm to={undefined} onThanked={() => undefined} />);
  await userEvent.click(screen.getByRole('button', { name: 'Say thank you' }));
  expect(screen.getByText('Choose a person.')).toBeVisible();
  expect(screen.getByText('Say what you thank them for.')).toBeVisible();
  expect(commands()).toEqual([]);
});

test('a text says how much room is left only once that matters', async () => {
  const { rerender } = await show(<CountedTextarea label="Reason" description="A sentence." longest={10} value="1234567" readOnly />);
  expect(screen.getByText('A sentence.')).toBeVisible();
  rerender(<></>);
  await show(<CountedTextarea label="Reason" description="A sentence." longest={10} value="123456789" readOnly />);
  expect(screen.getByText('1 letter left')).toBeVisible();
});

test('a masked failure gives the number to ask about, a refusal its own words', async () => {
  await show(<><Problem error={new Failure('INTERNAL', 'Something went wrong', { id: '01JD3K7Q' })} /><Problem error={new Failure('CONFLICT', 'You thanked them today.')} /></>);
  const [masked, refused] = screen.getAllByRole('alert');
  expect(masked).toHaveTextContent('01JD3K7Q');
  expect(refused).toHaveTextContent('You thanked them today.');
});

test('a secret is shown whole, with a way to copy it and the warning that it is shown once', async () => {
  await show(<SecretShown secret="lk_secret" onClose={() => undefined} />);
  expect(screen.getByText('lk_secret')).toBeVisible();
  expect(screen.getByText(/shown this once/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Copy' })).toBeEnabled();
});

test('an event that was refused says which field and why', async () => {
  const event = { id: 'r', eventId: 'evt-1', type: 'course.completed', subject: 'a@b.example', receivedAt: '2026-11-22T09:00:00Z', occurredAt: null };
  await show(<ReceivedTable events={[{ ...event, status: 'REFUSED', field: 'data.object.id', problem: 'is missing' }]} />);
  expect(screen.getByRole('row', { name: /Refused/ })).toHaveTextContent('data.object.id: is missing');
});

test.each([
  ['active', null, null],
  ['leaving', '2026-11-23T00:00:00Z', null],
  ['expired', '2026-11-22T00:00:00Z', null],
  ['revoked', '2026-11-23T00:00:00Z', '2026-11-01T00:00:00Z'],
])('a key is %s when it expires at %s and was revoked at %s', (state, expiresAt, revokedAt) => {
  expect(keyState({ expiresAt, revokedAt }, new Date('2026-11-22T12:00:00Z'))).toBe(state);
});
