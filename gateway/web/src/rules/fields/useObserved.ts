import { useQuery } from '@tanstack/react-query';
import type { ObservedPathsQuery } from '../../gen/graphql';
import { useEditing } from '../EditorContext';
import type { ValueKind } from '../model/conditions';
import { pathsQuery } from '../asking';

export type ObservedPath = ObservedPathsQuery['observedPaths']['paths'][number];
const NOTHING: readonly ObservedPath[] = [];
const UNIT_PATHS = ['person.unit', 'unit'];

/** What facts of these types say. */
export function useObserved(types: readonly string[]): readonly ObservedPath[] {
  const { choices } = useEditing();
  const known = useQuery(pathsQuery(types.filter((type) => /^[a-z0-9_-]+(\.[a-z0-9_-]+)*(\.\*)?$/.test(type))));
  const paths = known.data?.observedPaths.paths ?? NOTHING;
  const units = choices.units.map(({ id, name }) => ({ value: id, name, count: 0 }));
  return paths.map((one) => (UNIT_PATHS.includes(one.path) ? { ...one, values: units } : one));
}

/** What is known of a person, as the part "attribute" names it. */
export function useObservedOfPeople(): readonly ObservedPath[] {
  const found = useObserved([]).filter(({ path }) => path.startsWith('person.') && path !== 'person.joined_at');
  const locale: ObservedPath = { path: 'person.locale', kinds: ['TEXT'], count: 0, others: 0, low: null, high: null, values: [] };
  return [...found, locale].map((one) => ({ ...one, path: one.path.replace('person.', '') }));
}

/** The kinds of values that a condition meets at a path; of a list, those of its elements. */
export function kindsAt(known: readonly ObservedPath[], path: string): readonly ValueKind[] {
  const kinds = known.find((one) => one.path === path)?.kinds ?? [];
  return kinds.length > 1 ? kinds.filter((kind) => kind !== 'LIST') : kinds;
}
