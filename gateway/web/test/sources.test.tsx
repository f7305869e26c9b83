import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as requests from '../src/api/request';
import { LaunchPage } from '../src/challenges/LaunchPage';
import { DesignerPage } from '../src/designer/DesignerPage';
import { KeyTable } from '../src/sources/KeyTable';
import { NewSourceDialog } from '../src/sources/NewSourceDialog';
import { SourcePage } from '../src/sources/SourcePage';
import { SourcesPage } from '../src/sources/SourcesPage';
import { show } from './show';

const asked = () => vi.mocked(requests.request).mock.calls.map(([, variables]) => variables);
beforeEach(() => void vi.spyOn(requests, 'request').mockImplementation(() => new Promise(() => undefined)));
afterEach(() => vi.restoreAllMocks());

describe('a new source', () => {
  const fill = async (id: string) => {
    await show(<NewSourceDialog taken={['lms', 'wiki']} onClose={vi.fn()} />);
    await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), 'Learning');
    await userEvent.type(screen.getByRole('textbox', { name: 'Id' }), id);
    await userEvent.click(screen.getByRole('button', { name: 'Add a source' }));
  };

  test('does not take the id of another, which it would change', async () => {
    await fill('lms');
    expect(screen.getByText('There is a source with this id already.')).toBeVisible();
    expect(asked()).toEqual([]);
  });

  test('is saved under an id of its own', async () => {
    await fill('lms-2');
    expect(asked()).toEqual([{ input: { id: 'lms-2', name: 'Learning', description: '' } }]);
  });
});

test('each key’s buttons say which key they are about', async () => {
  const key = { id: 'k-1', name: 'production', prefix: 'lk_a', createdAt: '2026-11-22T09:00:00Z', lastUsedAt: null, expiresAt: null, revokedAt: null };
  const act = vi.fn();
  await show(<KeyTable keys={[key, { ...key, id: 'k-2', name: 'staging' }]} onAct={act} />);
  await userEvent.click(screen.getByRole('button', { name: 'Rotate staging' }));
  await userEvent.click(screen.getByRole('button', { name: 'Revoke production' }));
  expect(act.mock.calls).toEqual([[{ kind: 'rotate', id: 'k-2', name: 'staging' }], [{ kind: 'revoke', id: 'k-1', name: 'production' }]]);
});

describe('someone who may not', () => {
  test.each([
    ['sources', SourcesPage],
    ['one source', SourcePage],
    ['the designer', DesignerPage],
  ])('finds nothing at %s, and nothing is asked for them', async (_, Page) => {
    await show(<Page />);
    expect(screen.getByRole('heading', { name: 'Nothing lives here' })).toBeVisible();
    expect(asked()).toEqual([]);
  });

  test('launch is told who may, and nothing is asked for them', async () => {
    await show(<LaunchPage />);
    expect(screen.getByText('You manage no unit')).toBeVisible();
    expect(asked()).toEqual([]);
  });
});
