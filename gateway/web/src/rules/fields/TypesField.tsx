import { FormattedNumber } from 'react-intl';
import { useEditing, useFault, useValue, type ObservedType } from '../EditorContext';
import { asList, asText, type Path } from '../model/json';
import { useRuleText } from '../text/texts';
import classes from './Field.module.css';
import { Tags } from './Tags';

const SAMPLES = 2;

/** The types of facts that are meant: those that really occur with how often; a prefix such as `wiki.*` is typed. */
export function TypesField({ path }: { path: Path }) {
  const t = useRuleText();
  const { set, choices } = useEditing();
  const chosen = asList(useValue(path)).map((type) => asText(type));
  const fault = useFault(path, true);
  const byType = new Map(choices.types.map((one) => [one.type, one]));
  return (
    <Tags
      aria-label={t('rules.types')}
      data-path={path}
      placeholder={chosen.length === 0 ? t('rules.types.placeholder') : ''}
      aria-description={fault}
      error={fault !== undefined}
      value={chosen}
      data={choices.types.map(({ type }) => type)}
      renderOption={({ option }) => <TypeOption type={option.value} known={byType.get(option.value)} />}
      onChange={(types) => set(path, types.map((type) => type.trim()))}
    />
  );
}

function TypeOption({ type, known }: { type: string; known: ObservedType | undefined }) {
  const samples = known?.samples.slice(0, SAMPLES).join(' · ');
  return (
    <span className={classes.option}>
      <span>
        <b>{type}</b>
        {samples && <span className="t-micro t-quiet"> {samples}</span>}
      </span>
      {known && <span className={`t-micro ${classes.count}`}><FormattedNumber value={known.count} /></span>}
    </span>
  );
}
