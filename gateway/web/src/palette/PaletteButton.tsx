import { UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import { setPalette } from './opened';
import { loadPalette } from './Palette';
import classes from './PaletteButton.module.css';

const IS_APPLE = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Opens the palette; `small` is a lens alone. */
export function PaletteButton({ small = false }: { small?: boolean }) {
  return (
    <UnstyledButton
      className={small ? classes.small : classes.button}
      aria-keyshortcuts="Control+K Meta+K"
      aria-haspopup="dialog"
      onClick={() => setPalette(true)}
      onPointerEnter={() => void loadPalette()}
      onFocus={() => void loadPalette()}
    >
      <IconSearch size={small ? 22 : 17} stroke={1.75} aria-hidden="true" />
      <span className={small ? 'visually-hidden' : classes.label}><FormattedMessage id="palette.open" /></span>
      {!small && <kbd className={classes.keys} aria-hidden="true">{IS_APPLE ? '⌘K' : 'Ctrl K'}</kbd>}
    </UnstyledButton>
  );
}
