import { Select, type SelectProps } from '@mantine/core';
import { useIntl } from 'react-intl';
import { typeWords, type TypeChoice } from './rule';
import classes from './RuleSentence.module.css';

const SAMPLES = 2;

interface TypeSelectProps extends SelectProps {
  types: readonly TypeChoice[];
}

/** The types of completion that really occur, with how often and what they look like. */
export function TypeSelect({ types, ...rest }: TypeSelectProps) {
  const intl = useIntl();
  const byType = new Map(types.map((choice) => [choice.type, choice]));
  return (
    <Select
      searchable
      allowDeselect={false}
      className={classes.type}
      aria-label={intl.formatMessage({ id: 'launch.type' })}
      placeholder={intl.formatMessage({ id: 'launch.type.placeholder' })}
      nothingFoundMessage={intl.formatMessage({ id: 'launch.type.nothing' })}
      data={types.map(({ type }) => ({ value: type, label: typeWords(type) }))}
      comboboxProps={{ width: 320, position: 'bottom-start', withinPortal: false, keepMounted: false }}
      renderOption={({ option }) => <TypeOption choice={byType.get(option.value)} />}
      {...rest}
    />
  );
}

function TypeOption({ choice }: { choice: TypeChoice | undefined }) {
  const intl = useIntl();
  if (!choice) return null;
  const { type, count, sources, samples } = choice;
  const such = intl.formatList(samples.slice(0, SAMPLES), { type: 'unit' });
  return (
    <span className={classes.option}>
      <b>{typeWords(type)}</b>
      <span className="t-micro t-quiet">
        {intl.formatMessage({ id: 'launch.type.facts' }, { n: count, sources: intl.formatList(sources, { type: 'unit' }) })}
      </span>
      {such && <span className="t-micro t-quiet">{intl.formatMessage({ id: 'launch.type.samples' }, { such })}</span>}
    </span>
  );
}
