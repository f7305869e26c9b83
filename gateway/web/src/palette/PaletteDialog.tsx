import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useViewer } from '../app/viewer';
import { Problem } from '../parts/Problem';
import { useFocusBack } from '../parts/useFocusBack';
import { ChoiceList, optionId } from './ChoiceList';
import { moved, type Choice } from './choices';
import classes from './PaletteDialog.module.css';
import { keepRecent } from './recent';
import { useChoices } from './useChoices';

/** One field for going, acting and searching: arrows move, Enter takes, Escape leaves things as they were. */
export function PaletteDialog({ onClose }: { onClose: () => void }) {
  const intl = useIntl();
  const viewer = useViewer();
  const list = useId();
  useFocusBack();
  const [typed, setTyped] = useState('');
  const { groups, isSearching, error } = useChoices(typed);
  const choices = groups.flatMap((group) => group.choices);
  const [at, setAt] = useState(0);
  const active = choices[Math.min(at, choices.length - 1)];
  return (
    <Modal.Root opened onClose={onClose} size={600} yOffset="12vh" radius="xl" lockScroll={false} transitionProps={{ duration: 0 }}>
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content aria-label={intl.formatMessage({ id: 'palette.label' })} className={classes.content}>
        <div className={classes.field}>
          <IconSearch size={20} stroke={1.75} aria-hidden="true" />
          <input
            ref={focusAtOnce}
            data-autofocus
            type="text"
            role="combobox"
            className={classes.input}
            aria-label={intl.formatMessage({ id: 'palette.label' })}
            aria-expanded={choices.length > 0}
            aria-controls={list}
            aria-autocomplete="list"
            aria-activedescendant={active && optionId(list, active)}
            autoComplete="off"
            spellCheck={false}
            placeholder={intl.formatMessage({ id: 'palette.placeholder' })}
            value={typed}
            onChange={({ currentTarget }) => type(currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        <Problem error={error} />
        <ChoiceList id={list} groups={groups} active={active?.id} onHover={(choice) => setAt(choices.indexOf(choice))} onChoose={choose} />
        <output className={choices.length === 0 ? `t-second ${classes.nothing}` : 'visually-hidden'}>
          {isSearching ? <FormattedMessage id="page.loading" /> : <FormattedMessage id="palette.results" values={{ n: choices.length, typed }} />}
        </output>
        <p className={`t-micro ${classes.keys}`} aria-hidden="true"><FormattedMessage id="palette.keys" /></p>
      </Modal.Content>
    </Modal.Root>
  );

  function type(text: string) {
    setTyped(text);
    setAt(0);
  }

  function choose(choice: Choice) {
    keepRecent(viewer.id, { id: choice.id, label: choice.name ?? choice.label });
    document.getElementById('main')?.focus({ preventScroll: true }); // where it leads, the page has the focus
    onClose();
    choice.run();
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((now) => moved(Math.min(now, choices.length - 1), step, choices.length));
    else if (event.key === 'Enter' && active && !event.nativeEvent.isComposing) choose(active);
    else return;
    event.preventDefault();
  }
}

/** At once, not when the dialog gets to it: whoever types on loses no letter. */
function focusAtOnce(field: HTMLInputElement | null) {
  field?.focus();
}
