// A combobox of the page, as ARIA has it: a select can hold neither pictures nor headings with what was found.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useEffect, useRef } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { Choice, ChoiceGroup } from './choices';
import classes from './PaletteDialog.module.css';

interface ChoiceListProps {
  id: string;
  groups: readonly ChoiceGroup[];
  /** The id of the choice that Enter takes. */
  active: string | undefined;
  onHover: (choice: Choice) => void;
  onChoose: (choice: Choice) => void;
}

/** The choices under their headings. The focus stays in the text field, which names the active one. */
export function ChoiceList({ id, groups, active, onHover, onChoose }: ChoiceListProps) {
  const intl = useIntl();
  return (
    <div id={id} role="listbox" aria-label={intl.formatMessage({ id: 'palette.label' })} className={classes.list}>
      {groups.map(({ title, choices }) => (
        <div key={title} role="group" aria-labelledby={`${id}-${title}`}>
          <div id={`${id}-${title}`} role="presentation" className={classes.title}><FormattedMessage id={title} /></div>
          {choices.map((choice) => (
            <Option key={choice.id} id={optionId(id, choice)} choice={choice} active={choice.id === active} onHover={onHover} onChoose={onChoose} />
          ))}
        </div>
      ))}
    </div>
  );
}

interface OptionProps extends Pick<ChoiceListProps, 'onHover' | 'onChoose'> {
  id: string;
  choice: Choice;
  active: boolean;
}

function Option({ id, choice, active, onHover, onChoose }: OptionProps) {
  const option = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) option.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the text field hears the keyboard
    <div ref={option} id={id} role="option" aria-selected={active} className={classes.option} onPointerMove={() => onHover(choice)} onClick={() => onChoose(choice)}>
      <span className={classes.picture}>{choice.picture}</span>
      <span className={classes.words}>{choice.label}</span>
      {choice.hint && <span className={`t-small ${classes.hint}`}>{choice.hint}</span>}
    </div>
  );
}

/** An option's own id in the document. */
export function optionId(list: string, { id }: Pick<Choice, 'id'>): string {
  return `${list}-${id}`;
}
