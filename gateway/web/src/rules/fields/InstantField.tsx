import { TextInput } from '@mantine/core';
import { useViewer } from '../../app/viewer';
import { instantAt, localTime } from '../../text/dates';
import { useEditing, useFault, useValue } from '../EditorContext';
import { asText, type Path } from '../model/json';
import { useRuleText, type RuleText } from '../text/texts';

/** An instant, as the wall clock of the organization's zone shows it. */
export function InstantField({ path, label }: { path: Path; label: RuleText }) {
  const t = useRuleText();
  const { set } = useEditing();
  const { timezone } = useViewer().organization;
  const value = asText(useValue(path));
  return (
    <TextInput
      type="datetime-local"
      aria-label={t(label, { zone: timezone })}
      data-path={path}
      error={useFault(path) !== undefined}
      value={localTime(value, timezone)}
      onChange={({ currentTarget }) => set(path, currentTarget.value ? instantAt(currentTarget.value, timezone) : undefined)}
    />
  );
}
