import { combinedOf, conditionsOf } from './conditions';
import { asList, asObject, asText, isObject, isScalar, put, type Json, type JsonObject, type Path, type Scalar } from './json';

/** So many facts at most of one kind, and so many kinds: the server judges no more of them at a time. */
export const MOST_TIMES = 40;
export const MOST_KINDS = 5;
const SETTABLE = /^(role|source|(data|object|result)\..+)$/;
const WILD = /(^|\.)\*$/;

/** A path that a rule looks at in a fact, with a value that it would take where one can be told. */
export interface Asked {
  path: Path;
  value: Scalar | undefined;
}

/** The types that a rule names in full, in its order. */
export function typesIn(rule: Json): string[] {
  return [...new Set(matchesIn(rule).flatMap(({ types }) => types))].filter((type) => type !== '' && !WILD.test(type));
}

/** What a rule looks at in facts of a type; null where it does not look at such facts at all. */
export function askedOf(rule: Json, type: string): Asked[] | null {
  const meant = matchesIn(rule).filter(({ types }) => types.some((one) => means(one, type)));
  if (meant.length === 0) return null;
  const byPath = new Map<Path, Scalar | undefined>();
  for (const { path, value } of meant.flatMap(({ asked }) => asked)) {
    if (SETTABLE.test(path)) byPath.set(path, byPath.get(path) ?? value);
  }
  return [...byPath].map(([path, value]) => ({ path, value }));
}

/** A made-up fact of a type as the form holds it, with what the rule would take. */
export function supposed(rule: Json, type: string): JsonObject {
  const begin: JsonObject = { type, times: 1 };
  return (askedOf(rule, type) ?? []).reduce((fact, { path, value }) => put(fact, path, value ?? ''), begin);
}

/** The facts to be judged: each as often as it says, of another thing each time, without what is left empty. */
export function factsOf(held: readonly Json[]): JsonObject[] {
  return held.flatMap((one, kind) => {
    const { times, ...fact } = asObject(one);
    const type = asText(fact['type']).trim();
    const often = typeof times === 'number' ? Math.min(Math.max(Math.round(times), 0), MOST_TIMES) : 0;
    return type === '' ? [] : Array.from({ length: often }, (_, n) => whole({ ...fact, type }, `made-up-${kind + 1}-${n + 1}`));
  });
}

function whole(fact: JsonObject, id: string): JsonObject {
  const filled = asObject(withoutEmpty(fact));
  return { ...filled, id, object: { type: 'made-up', id, ...asObject(filled['object']) } };
}

function withoutEmpty(value: Json): Json {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, below]) => (below === '' || below === undefined ? [] : [[name, withoutEmpty(below)]])));
}

interface Match {
  types: string[];
  asked: Asked[];
}

/** Every match of a rule, wherever in it; `measured` is the path that its values are added up or told apart by. */
function matchesIn(value: Json | undefined, measured = ''): Match[] {
  if (Array.isArray(value)) return asList(value).flatMap((one) => matchesIn(one));
  if (!isObject(value)) return [];
  const below = Object.entries(value).flatMap(([name, one]) => matchesIn(one, name === 'of' ? asText(value['path']) : ''));
  return Array.isArray(value['types']) ? [matchOf(value, measured), ...below] : below;
}

function matchOf({ types, where, role }: JsonObject, measured: Path): Match {
  const said = [...asList(where).flatMap(askedIn), ...(asText(role) && role !== '*' ? [{ path: 'role', value: asText(role) }] : [])];
  return { types: asList(types).map((type) => asText(type)), asked: measured ? [...said, { path: measured, value: undefined }] : said };
}

function askedIn(condition: Json): Asked[] {
  const kind = combinedOf(condition);
  if (kind === 'not') return [];
  if (kind) return conditionsOf(condition).flatMap(askedIn);
  const { path, op, value } = asObject(condition);
  return [{ path: asText(path), value: taken(asText(op), value) }];
}

/** A value that a comparison holds for. */
function taken(op: string, value: Json | undefined): Scalar | undefined {
  if (op === 'in') return asList(value).find(isScalar);
  if (['eq', 'gte', 'lte', 'contains', 'prefix', 'suffix'].includes(op)) return isScalar(value) ? value : undefined;
  if (typeof value !== 'number') return undefined;
  return op === 'gt' ? value + 1 : op === 'lt' ? value - 1 : undefined;
}

function means(pattern: string, type: string): boolean {
  return pattern === '*' || pattern === type || (pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1)));
}
