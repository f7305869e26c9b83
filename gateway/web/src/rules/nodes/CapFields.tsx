import { CloseButton } from '@mantine/core';
import { useEditing, useValue } from '../EditorContext';
import { ChoiceField } from '../fields/ChoiceField';
import { NumberField } from '../fields/NumberField';
import { CAPS } from '../model/language';
import { asObject, type Path } from '../model/json';
import { useRuleText } from '../text/texts';

/** How many count at most: in a day, a week, a month, or of one thing. */
export function CapFields({ path }: { path: Path }) {
  const t = useRuleText();
  const { set } = useEditing();
  const { per } = asObject(useValue(path));
  return (
    <>
      <NumberField path={`${path}.n`} label="rules.cap.n" />
      <ChoiceField
        path={`${path}.per`}
        label={t('rules.cap')}
        choices={CAPS}
        value={CAPS.find((one) => one === per) ?? 'day'}
        say={(one) => t(`rules.cap.${one}`)}
        onChange={(one) => set(`${path}.per`, one)}
      />
      <CloseButton size="lg" aria-label={t('rules.cap.remove')} onClick={() => set(path, undefined)} />
    </>
  );
}
