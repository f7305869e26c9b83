import { useEditing, useFault, useValue } from '../EditorContext';
import { ChoiceField } from '../fields/ChoiceField';
import type { ObservedPath } from '../fields/useObserved';
import { asList, asText, type Path } from '../model/json';
import { useRuleText } from '../text/texts';
import { Tags } from '../fields/Tags';

const CHOICES = ['actor', 'any', 'some'] as const;
type Choice = (typeof CHOICES)[number];

/** In which role somebody took part: having done it, in any role, or in some that the sources name. */
export function RoleField({ path, known }: { path: Path; known: readonly ObservedPath[] }) {
  const t = useRuleText();
  const { set } = useEditing();
  const role = useValue(path);
  const fault = useFault(path, true);
  const choice: Choice = role === undefined || role === 'actor' ? 'actor' : role === '*' ? 'any' : 'some';
  const seen = known.find((one) => one.path === 'role')?.values.map(({ value }) => String(value)) ?? [];
  const choose = (next: Choice) => set(path, next === 'actor' ? undefined : next === 'any' ? '*' : seen.filter((one) => one !== 'actor'));
  const words = typeof role === 'string' ? [role] : asList(role).map((word) => asText(word));
  return (
    <>
      <ChoiceField path={path} label={t('rules.role')} choices={CHOICES} value={choice} say={(one) => t(`rules.role.${one}`)} onChange={choose} />
      {choice === 'some' && (
        <Tags
          aria-label={t('rules.roles')}
          error={fault !== undefined}
          value={words}
          data={seen}
          onChange={(roles) => set(path, roles)}
        />
      )}
    </>
  );
}
