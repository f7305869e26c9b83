import { useEditing } from '../EditorContext';
import { asList, type Path } from '../model/json';
import { bearerOf } from '../model/language';

/** Whether tiers replace this part's threshold. */
export function useBearsTiers(path: Path): boolean {
  const { rule } = useEditing();
  return asList(rule['tiers']).length > 0 && bearerOf(rule['criteria']) === path;
}
