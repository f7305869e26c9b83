import { createContext, useContext } from 'react';
import type { BadgeChoicesQuery, CheckRuleQuery, ObservedQuery } from '../gen/graphql';
import { at, type Json, type JsonObject, type Path } from './model/json';

export type Check = CheckRuleQuery['checkRule'];
export type ObservedType = ObservedQuery['observedTypes']['types'][number];
export type BadgeChoice = BadgeChoicesQuery['badges']['edges'][number]['node'];

export interface Choices {
  types: readonly ObservedType[];
  pools: readonly { id: string; count: number }[];
  units: readonly { id: string; name: string }[];
  badges: readonly BadgeChoice[];
}

export interface Editing {
  rule: JsonObject;
  /** Changes the rule; changes of the same `what` in a row are one step back. */
  change: (what: string, to: (rule: JsonObject) => JsonObject) => void;
  /** Puts a value at a path, or takes away what is there. */
  set: (path: Path, value: Json | undefined) => void;
  check: Check | undefined;
  choices: Choices;
  /** The badge that is being edited. */
  badge: string;
}

export const EditorContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = useContext(EditorContext);
  if (!editing) throw new Error('only within an editor');
  return editing;
}

export function useValue(path: Path): Json | undefined {
  return at(useEditing().rule, path);
}

/** What is wrong right here; with `below`, also with anything within. */
export function useFault(path: Path, below = false): string | undefined {
  const problems = useEditing().check?.problems ?? [];
  return problems.find((problem) => problem.path === path || (below && isWithin(problem.path, path)))?.message;
}

/** How many facts a match leaves after its types, and after each condition. */
export function useLeft(match: Path) {
  return useEditing().check?.matches.find(({ path }) => path === match);
}

export function isWithin(path: Path, whole: Path): boolean {
  return path.startsWith(`${whole}.`) || path.startsWith(`${whole}[`);
}
