import { useEditing, useFault, useValue } from '../EditorContext';
import { ChoiceField } from '../fields/ChoiceField';
import { Word } from '../fields/Field';
import { PathOption } from '../fields/PathField';
import { useObserved } from '../fields/useObserved';
import { asList, asText, type Path } from '../model/json';
import { T, useRuleText } from '../text/texts';
import { Tags } from '../fields/Tags';

const KEYS = ['object', 'every', 'paths'] as const;

/** "Each course once, or every time?" */
export function Taking({ path }: { path: Path }) {
  return (
    <>
      <Word><T id="rules.taking" /></Word>
      <CreditKey path={`${path}.credit_key`} types={`${path}.types`} />
    </>
  );
}

function CreditKey({ path, types }: { path: Path; types: Path }) {
  const t = useRuleText();
  const { set } = useEditing();
  const key = useValue(path);
  const fault = useFault(path, true) !== undefined;
  const choice = key === undefined || key === null ? 'object' : asList(key).length === 0 ? 'every' : 'paths';
  const begin = { object: undefined, every: [], paths: ['object.id'] };
  return (
    <>
      <ChoiceField
        path={path}
        error={fault}
        label={t('rules.key')}
        choices={KEYS}
        value={choice}
        say={(one) => t(`rules.key.${one}`)}
        onChange={(one) => set(path, begin[one])}
      />
      {choice === 'paths' && <KeyPaths path={path} types={types} />}
    </>
  );
}

function KeyPaths({ path, types }: { path: Path; types: Path }) {
  const t = useRuleText();
  const { set } = useEditing();
  const known = useObserved(asList(useValue(types)).map((type) => asText(type)));
  const byPath = new Map(known.map((one) => [one.path, one]));
  return (
    <Tags
      aria-label={t('rules.key.which')}
      value={asList(useValue(path)).map((one) => asText(one))}
      data={[...byPath.keys()]}
      renderOption={({ option }) => <PathOption path={option.value} known={byPath.get(option.value)} />}
      onChange={(paths) => set(path, paths)}
    />
  );
}
