import { asList, asObject, asText, isObject, type Json, type JsonObject, type Path } from './json';

/** Parts that ask for something themselves, in the order in which they are offered. */
export const LEAVES = ['count', 'sum', 'distinct', 'streak', 'sequence', 'badge', 'points', 'attribute', 'tenure'] as const;
/** Parts that combine others. */
export const GROUPS = ['all', 'any', 'at_least'] as const;
export const KINDS = [...LEAVES, ...GROUPS, 'not'] as const;
export type Leaf = (typeof LEAVES)[number];
export type Group = (typeof GROUPS)[number];
export type Kind = (typeof KINDS)[number];

/** Parts whose threshold tiers may replace. */
const TIERABLE: readonly Kind[] = ['count', 'sum', 'distinct', 'streak', 'badge', 'points'];
export const WINDOWS = ['between', 'calendar', 'rolling', 'since', 'after'] as const;
export type Window = (typeof WINDOWS)[number];
export const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export const STREAK_PERIODS = ['day', 'workday', 'week', 'month'] as const;
export const CAPS = ['day', 'week', 'month', 'object'] as const;
export const SINCE = ['joined', 'enrolled', 'award'] as const;

/** Which kind of part a node is; undefined for what is none. */
export function kindOf(node: Json | undefined): Kind | undefined {
  return isObject(node) ? KINDS.find((kind) => kind in node) : undefined;
}

export function isGroup(kind: Kind | undefined): kind is Group {
  return (GROUPS as readonly (Kind | undefined)[]).includes(kind);
}

export function bodyOf(node: Json | undefined): Json | undefined {
  const kind = kindOf(node);
  return kind && asObject(node)[kind];
}

/** Where a group's parts stand, and the parts. */
export function partsOf(path: Path, node: Json): { list: Path; parts: readonly Json[] } {
  const kind = kindOf(node);
  const body = bodyOf(node);
  if (kind === 'at_least') return { list: `${path}.at_least.of`, parts: asList(asObject(body)['of']) };
  return { list: `${path}.${kind}`, parts: asList(body) };
}

/** A group as another kind of group, with the same parts. */
export function regrouped(node: Json, kind: Group): JsonObject {
  return grouped(kind, partsOf('', node).parts);
}

export function grouped(kind: Group, parts: readonly Json[]): JsonObject {
  if (kind === 'at_least') return { at_least: { k: Math.max(1, Math.min(2, parts.length)), of: parts } };
  return { [kind]: parts };
}

/** A fresh part, about a type of facts where it is about any. */
export function fresh(kind: Kind, type?: string): JsonObject {
  const of = { types: type ? [type] : [] };
  const bodies: Record<Kind, Json> = {
    count: { of, at_least: 3 },
    sum: { of, path: 'result.duration', at_least: 10 },
    distinct: { of, path: 'object.id', at_least: 3 },
    streak: { of, period: 'week', length: 4 },
    sequence: { steps: [of, of] },
    badge: { id: '*' },
    points: { at_least: 100 },
    attribute: { path: 'unit', op: 'in', value: [] },
    tenure: { at_least: 'P1Y' },
    all: [],
    any: [],
    at_least: { k: 1, of: [] },
    not: { all: [] },
  };
  return { [kind]: bodies[kind] };
}

/** A place where a part is still to be chosen. */
export function isEmptySlot(node: Json | undefined): boolean {
  return node === undefined || (kindOf(node) === 'all' && asList(bodyOf(node)).length === 0);
}

/** Of a part, the name of what has to be reached. */
export function thresholdOf(kind: Kind): 'length' | 'at_least' {
  return kind === 'streak' ? 'length' : 'at_least';
}

/** Whether tiers may replace a part's threshold. */
export function isTierable(kind: Kind | undefined): boolean {
  return kind !== undefined && TIERABLE.includes(kind);
}

/** Whether a part is marked as the one that tiers count; the mark may stand inside of it or beside it. */
export function isMarked(node: Json): boolean {
  return asObject(bodyOf(node))['tiered'] === true || (isTierable(kindOf(node)) && asObject(node)['tiered'] === true);
}

/** Where the part stands that tiers count: the marked one, else the root; undefined where it can't be. */
export function bearerOf(criteria: Json | undefined, path: Path = 'criteria'): Path | undefined {
  const marked = markedOf(criteria, path);
  return marked ?? (isTierable(kindOf(criteria)) ? path : undefined);
}

/** A node without the mark of tiers, wherever it stands; with it, inside. */
export function withMark(node: JsonObject, marked: boolean): JsonObject {
  const kind = kindOf(node);
  if (!kind) return node;
  const { tiered: _beside, ...rest } = node;
  const { tiered: _inside, ...body } = asObject(node[kind]);
  return { ...rest, [kind]: marked ? { ...body, tiered: true } : body };
}

/** Every marked part loses its mark, but for the one at a path. */
export function unmarked(node: Json, path: Path, keep: Path | undefined): Json {
  const kind = kindOf(node);
  if (!kind || !isObject(node)) return node;
  if (kind === 'not') return { ...node, not: unmarked(node['not'] ?? null, `${path}.not`, keep) };
  if (isGroup(kind)) {
    const { list, parts } = partsOf(path, node);
    const cleared = parts.map((part, i) => unmarked(part, `${list}[${i}]`, keep));
    return kind === 'at_least' ? { ...node, at_least: { ...asObject(node['at_least']), of: cleared } } : { ...node, [kind]: cleared };
  }
  if (path === keep) return withMark(node, true);
  return isMarked(node) ? withMark(node, false) : node;
}

function markedOf(node: Json | undefined, path: Path): Path | undefined {
  const kind = kindOf(node);
  if (node === undefined || !kind) return undefined;
  if (kind === 'not') return markedOf(asObject(node)['not'], `${path}.not`);
  if (!isGroup(kind)) return isMarked(node) ? path : undefined;
  const { list, parts } = partsOf(path, node);
  return parts.map((part, i) => markedOf(part, `${list}[${i}]`)).find((found) => found !== undefined);
}

/** The types that any match below says, so that a new part begins with one of them. */
export function typesIn(value: Json | undefined): string[] {
  if (Array.isArray(value)) return asList(value).flatMap(typesIn);
  const object = asObject(value);
  const own = asList(object['types']).map((type) => asText(type));
  return [...own, ...Object.entries(object).flatMap(([name, inner]) => (name === 'types' ? [] : typesIn(inner)))];
}
