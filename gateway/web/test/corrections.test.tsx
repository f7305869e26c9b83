import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as requests from '../src/api/request';
import { Failure } from '../src/api/failure';
import { AppealCard } from '../src/corrections/appeals/AppealCard';
import { GiveForm } from '../src/corrections/give/GiveForm';
import { mayGive } from '../src/corrections/give/policy';
import { cell, holdersCsv } from '../src/corrections/holders/csv';
import { HolderList } from '../src/corrections/holders/HolderList';
import { HolderTable } from '../src/corrections/holders/HolderTable';
import { RevokeForm } from '../src/corrections/holders/RevokeForm';
import { AppealDialog } from '../src/corrections/own/AppealDialog';
import { FormerAwards } from '../src/corrections/own/FormerAwards';
import { formerAwards } from '../src/corrections/own/former';
import { AppealsSearch, HoldersSearch } from '../src/corrections/search';
import de from '../src/corrections/text/de.json';
import en from '../src/corrections/text/en.json';
import { CorrectionTexts } from '../src/corrections/text/texts';
import { HoldersDocument } from '../src/gen/graphql';
import type { AppealCardFragment, FormerAwardFragment, GivableBadgeFragment, HolderRowFragment } from '../src/gen/graphql';
import main from '../src/text/en.json';
import { amara, show } from './show';

const person = { id: 'e-2', displayName: 'Jonas Berg', unit: { id: 'u-1', name: 'Payments, platform' } };
const held: HolderRowFragment = {
  id: 'a-1', state: 'ACTIVE', earnedAt: '2026-03-14T09:00:00Z', grantedAt: '2026-03-15T09:00:00Z', expiresAt: null, byHand: false,
  flagged: false, tier: { id: 'gold', name: 'Gold' }, person, unit: null,
};
const badge: GivableBadgeFragment = {
  id: 'thanks', name: 'Good neighbour', state: 'LIVE', recipient: 'PERSON', repeat: 'once', tiers: [],
  grantPolicy: { who: 'EVERYONE', most: 2, days: 30 },
};
const ended = (id: string, state: 'REVOKED' | 'EXPIRED', tier: string | null): FormerAwardFragment => ({
  id, state, earnedAt: '2026-01-01T09:00:00Z', endedAt: '2026-03-14T09:00:00Z', endedBecause: state === 'EXPIRED' ? 'TIME' : 'MANUAL',
  tier: tier === null ? null : { id: tier, name: tier }, unit: null, credential: null,
});

/** What the server was sent; it answers `answer`, or refuses with it. */
function server(answer: unknown = {}) {
  const asked = vi.spyOn(requests, 'request');
  if (answer instanceof Error) asked.mockRejectedValue(answer);
  else asked.mockResolvedValue(answer as never);
  return () => asked.mock.calls.map(([, variables]) => variables);
}

afterEach(() => vi.restoreAllMocks());

describe('the texts', () => {
  test('are the same in both languages, and none has the name of another', () => {
    expect(Object.keys(de)).toEqual(Object.keys(en));
    expect(Object.keys(en).filter((id) => id in main)).toEqual([]);
  });

  test.each(Object.keys(en) as (keyof typeof en)[])('%s takes the same places', (id) => {
    expect(places(parse(de[id]))).toEqual(places(parse(en[id])));
  });
});

/** The names that a message has places for, at any depth. */
function places(message: MessageFormatElement[]): string[] {
  const found = message.flatMap((part) => {
    if (part.type === TYPE.literal || part.type === TYPE.pound) return [];
    const below = 'options' in part ? Object.values(part.options).flatMap(({ value }) => places(value)) : [];
    return ['value' in part ? part.value : '', ...below];
  });
  return [...new Set(found)].sort();
}

describe('what one held', () => {
  test('is shown once a tier, the last that ended', () => {
    const seen = formerAwards({ awards: [], ended: [ended('3', 'REVOKED', 'gold'), ended('2', 'REVOKED', 'gold'), ended('1', 'EXPIRED', null)] });
    expect(seen.map(({ award }) => award.id)).toEqual(['3', '1']);
  });

  test('is not shown once it was renewed, and as given back where it was revoked', () => {
    const awards = [{ tier: { id: 'gold' } }, { tier: { id: 'silver' } }];
    const seen = formerAwards({ awards, ended: [ended('2', 'EXPIRED', 'gold'), ended('1', 'REVOKED', 'silver')] });
    expect(seen.map(({ award, heldAgain }) => [award.id, heldAgain])).toEqual([['1', true]]);
  });
});

describe('what a unit held', () => {
  const unit = { id: 'u-1', name: 'Payments' };
  const open = async (former: FormerAwardFragment) => {
    const sent = server(new Failure('FORBIDDEN', 'You may not see what was decided about somebody else'));
    const badge = { name: 'Ready together', mine: { awards: [], ended: [former] } } as unknown as Parameters<typeof FormerAwards>[0]['badge'];
    await show(<CorrectionTexts><FormerAwards badge={badge} /></CorrectionTexts>);
    return sent;
  };

  test.each([
    ['REVOKED', 'Ready together was taken back from Payments on 14 March', 'An administrator took it back'],
    ['EXPIRED', 'Ready together of Payments was good until 14 March', 'good for a limited time'],
  ] as const)('and was %s says when and why; nothing is asked that members may not know, and nobody can appeal', async (state, heading, why) => {
    const sent = await open({ ...ended('1', state, null), unit });
    expect(screen.getByRole('heading', { level: 3 })).toHaveTextContent(heading);
    expect(screen.getByText(new RegExp(why))).toBeVisible();
    expect(sent()).toEqual([]);
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('is shown once for each unit', () => {
    const two = [{ ...ended('2', 'REVOKED', null), unit }, { ...ended('1', 'REVOKED', null), unit: { id: 'u-2', name: 'Risk' } }];
    expect(formerAwards({ awards: [], ended: two }).map(({ award }) => award.id)).toEqual(['2', '1']);
  });
});

describe('who may give a badge', () => {
  const manager = { ...amara, managedUnits: [{ id: 'u-1', name: 'Payments', memberCount: 3, timezone: null }] } as typeof amara;
  const admin = { ...amara, roles: ['EMPLOYEE', 'ADMIN'] } as typeof amara;
  test.each([
    ['NOBODY', [false, false, false]],
    ['ADMINS', [false, false, true]],
    ['MANAGERS', [false, true, true]],
    ['EVERYONE', [true, true, true]],
  ] as const)('%s', (who, may) => {
    const given = { ...badge, grantPolicy: { ...badge.grantPolicy, who } };
    expect([amara, manager, admin].map((viewer) => mayGive(given, viewer))).toEqual(may);
  });

  test('nobody, of what is not live, earned again and again, or for units', () => {
    for (const change of [{ state: 'RETIRED' }, { repeat: { per_period: 'month' } }, { recipient: 'UNIT' }] as const) {
      expect(mayGive({ ...badge, ...change }, admin)).toBe(false);
    }
  });
});

describe('revoking', () => {
  const open = async () => {
    const done = vi.fn();
    await show(<CorrectionTexts><RevokeForm award={held} onRevoked={done} onClose={vi.fn()} /></CorrectionTexts>);
    return done;
  };

  test('needs a reason; what rests on it goes too unless said otherwise', async () => {
    const sent = server();
    const done = await open();
    await userEvent.click(screen.getByRole('button', { name: 'Revoke' }));
    expect(screen.getByRole('textbox', { name: 'Reason' })).toBeInvalid();
    expect(sent()).toEqual([]);
    expect(screen.getByRole('radio', { name: 'Revoke them too' })).toBeChecked();
    await userEvent.click(screen.getByRole('radio', { name: 'Keep them by courtesy' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), '  Somebody else led it. ');
    await userEvent.click(screen.getByRole('button', { name: 'Revoke' }));
    expect(sent()).toMatchObject([{ input: { award: 'a-1', reason: 'Somebody else led it.', dependents: 'FLAG' } }]);
    expect(done).toHaveBeenCalled();
  });

  test('says what the server refuses, and stays open', async () => {
    server(new Failure('CONFLICT', 'The award was revoked already', { fields: [{ path: 'award', message: 'is revoked' }] }));
    const done = await open();
    await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), 'No.');
    await userEvent.click(screen.getByRole('button', { name: 'Revoke' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The award was revoked already');
    expect(done).not.toHaveBeenCalled();
  });
});

test('revoking from a unit promises nobody the reason, nor an appeal', async () => {
  const award = { ...held, person: null, unit: { id: 'u-1', name: 'Payments' }, tier: null };
  const page = { badge: { id: 'thanks', holders: { totalCount: 1, pageInfo: { hasNextPage: false, endCursor: null }, edges: [{ node: award }] } } };
  vi.spyOn(requests, 'request').mockImplementation((document) => Promise.resolve((document === (HoldersDocument as never) ? page : {}) as never));
  await show(<CorrectionTexts><HolderList badge={{ ...badge, image: '/badges/thanks/1.svg' }} search={{ view: 'courtesy' }} /></CorrectionTexts>);
  await userEvent.click(await screen.findByRole('button', { name: 'Revoke from Payments' }));
  const reason = screen.getByRole('textbox', { name: 'Reason' });
  expect(reason).toHaveAccessibleDescription(/sees on the badge’s page that it was taken back, not why, and can’t appeal/);
  await userEvent.click(screen.getByRole('button', { name: 'Revoke' }));
  expect(screen.getByText('Say why: it stays in the trail.')).toBeVisible();
  await userEvent.type(reason, 'By mistake.');
  await userEvent.click(screen.getByRole('button', { name: 'Revoke' }));
  expect(await screen.findByRole('status')).toHaveTextContent('Payments no longer holds it. Its people can see that on the badge’s page.');
});

test('giving needs a person and a reason; a refusal stands at its field', async () => {
  const sent = server(new Failure('CONFLICT', 'They hold it already', { fields: [{ path: 'person', message: 'holds it already' }] }));
  await show(<CorrectionTexts><GiveForm badge={badge} onGiven={vi.fn()} onClose={vi.fn()} /></CorrectionTexts>);
  expect(screen.getByText('You may give it 2 times within 30 days.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Give it' }));
  expect(screen.getByText('Choose a person.')).toBeVisible();
  expect(screen.getByText('Say what you give it for.')).toBeVisible();
  expect(sent().filter((variables) => variables && 'input' in (variables as object))).toEqual([]);
});

test('an appeal says what should be known, once', async () => {
  const sent = server();
  const close = vi.fn();
  await show(<CorrectionTexts><AppealDialog award="a-1" title="Mentor, gold" onClose={close} /></CorrectionTexts>);
  await userEvent.type(screen.getByRole('textbox', { name: 'What should be known?' }), 'I led it.');
  await userEvent.click(screen.getByRole('button', { name: 'Send the appeal' }));
  expect(sent()).toMatchObject([{ input: { award: 'a-1', text: 'I led it.' } }]);
  expect(close).toHaveBeenCalled();
});

describe('an appeal', () => {
  const appeal = {
    id: 'a-1', text: 'I led it.', state: 'OPEN', at: '2026-03-14T09:00:00Z', person, badge: { id: 'mentor', name: 'Mentor', image: '/badges/mentor/1.svg' },
    award: { id: 'a-1', earnedAt: '2026-03-01T09:00:00Z', endedAt: '2026-03-10T09:00:00Z', tier: null }, decisions: [],
  } as AppealCardFragment;

  test('is answered in words that the person will read', async () => {
    const sent = server();
    await show(<CorrectionTexts><AppealCard appeal={appeal} /></CorrectionTexts>);
    await userEvent.click(screen.getByRole('button', { name: 'Give it back: Jonas Berg' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Your answer' }), 'You did.');
    await userEvent.click(screen.getByRole('button', { name: 'Give it back' }));
    expect(sent()).toMatchObject([{ input: { appeal: 'a-1', decision: 'REINSTATED', text: 'You did.' } }]);
  });

  test('is not answered by whom it is about, nor twice', async () => {
    await show(
      <CorrectionTexts>
        <AppealCard appeal={{ ...appeal, person: { ...person, id: amara.id } }} />
        <AppealCard appeal={{ ...appeal, state: 'UPHELD' }} />
      </CorrectionTexts>,
    );
    expect(screen.getByText(/another administrator/)).toBeVisible();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('holders', () => {
  test('have columns for what is said of anybody', async () => {
    const revoke = vi.fn();
    await show(<CorrectionTexts><HolderTable holders={[{ ...held, tier: null }]} onRevoke={revoke} /></CorrectionTexts>);
    expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual(['Person', 'Earned', 'What can be done']);
    await userEvent.click(screen.getByRole('button', { name: 'Revoke from Jonas Berg' }));
    expect(revoke).toHaveBeenCalledWith(expect.objectContaining({ id: 'a-1' }));
  });

  test('as CSV are quoted where they must be, and no cell is a formula', () => {
    expect(holdersCsv(['id', 'Person'], [held]).split('\r\n')).toEqual([
      'id,Person', 'e-2,Jonas Berg,"Payments, platform",Gold,2026-03-14T09:00:00Z,2026-03-15T09:00:00Z,', '',
    ]);
    expect(cell('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")"`);
  });
});

test('what no address may say is left out of it', () => {
  expect(HoldersSearch.parse({ view: 'all', tier: 7, person: 'e-1' })).toEqual({ view: undefined, tier: undefined, person: 'e-1' });
  expect(AppealsSearch.parse({ show: 'open' })).toEqual({ show: undefined });
});
