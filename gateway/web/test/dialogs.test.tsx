import { act, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useEffect, useState } from 'react';
import { beforeEach, describe, expect, test } from 'vitest';
import { Palette } from '../src/palette/Palette';
import { setPalette } from '../src/palette/opened';
import { Dialog } from '../src/parts/Dialog';
import { Page } from '../src/parts/Page';
import { show } from './show';

beforeEach(() => setPalette(false));

/** A place with a dialog that can be closed from within, as a form does when it is done; `once`: its button goes then. */
function Place({ once = false }: { once?: boolean }) {
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState(false);
  const finish = () => {
    setOpen(false);
    setDone(once);
  };
  return (
    <main id="main" tabIndex={-1}>
      {!done && <button type="button" onClick={() => setOpen(true)}>Revoke</button>}
      {open && (
        <Dialog title="Revoke it" onClose={() => setOpen(false)}>
          <input aria-label="Reason" data-autofocus />
          <button type="button" onClick={finish}>Send</button>
        </Dialog>
      )}
      <Palette />
    </main>
  );
}

async function open(once = false) {
  await show(<Place once={once} />);
  await userEvent.click(screen.getByRole('button', { name: 'Revoke' }));
  await userEvent.click(await screen.findByRole('textbox', { name: 'Reason' }));
}

describe('the focus', () => {
  test.each([
    ['Escape', () => userEvent.keyboard('{Escape}')],
    ['its cross', () => userEvent.click(screen.getByRole('button', { name: 'Close' }))],
    ['what is done in it', () => userEvent.click(screen.getByRole('button', { name: 'Send' }))],
  ])('comes back to what opened a dialog that %s closes', async (_, close) => {
    await open();
    await close();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByRole('button', { name: 'Revoke' })).toHaveFocus();
  });

  test('comes to the page where what opened the dialog is gone', async () => {
    await open(true);
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(screen.getByRole('main')).toHaveFocus();
  });
});

test('the palette does not open over a dialog, so no Escape closes both', async () => {
  await open();
  await userEvent.keyboard('half{Control>}k{/Control}');
  expect(screen.queryByRole('combobox')).toBeNull();
  expect(screen.getByRole('textbox', { name: 'Reason' })).toHaveValue('half');
  await userEvent.keyboard('{Escape}{Control>}k{/Control}');
  expect(await screen.findByRole('combobox')).toBeVisible();
});

test('what is chosen in the palette has the focus, not what had it before', async () => {
  let go: (page: string) => void = () => undefined;
  const Badge = () => {
    const [name, setName] = useState('First');
    useEffect(() => {
      go = setName;
    }, []);
    return <main id="main" tabIndex={-1}><Page title={name}><h1 tabIndex={-1}>{name}</h1><button type="button">Publish</button><Palette /></Page></main>;
  };
  await show(<Badge />);
  await userEvent.click(screen.getByRole('button', { name: 'Publish' }));
  await userEvent.keyboard('{Control>}k{/Control}');
  await screen.findByRole('combobox');
  await userEvent.keyboard('{Enter}');
  act(() => go('Second'));
  expect(screen.getByRole('heading', { name: 'Second' })).toHaveFocus();
});
