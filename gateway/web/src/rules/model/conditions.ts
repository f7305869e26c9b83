import { asList, asObject, isObject, isScalar, type Json, type JsonObject, type Scalar } from './json';

export const OPS = [
  'eq', 'ne', 'in', 'nin', 'gt', 'gte', 'lt', 'lte', 'contains', 'prefix', 'suffix', 'matches', 'exists', 'size_gte', 'size_lte',
] as const;
export type Op = (typeof OPS)[number];
export const COMBINED = ['any', 'all', 'not'] as const;
export type Combined = (typeof COMBINED)[number];
/** What stands on the right: a value, another path of the same fact, or a text with paths filled in. */
export const RIGHTS = ['value', 'value_of', 'value_from'] as const;
export type Right = (typeof RIGHTS)[number];
export type ValueKind = 'TEXT' | 'NUMBER' | 'YES_NO' | 'LIST';

const PLAIN: readonly Op[] = ['matches', 'exists', 'size_gte', 'size_lte'];
const LISTS: readonly Op[] = ['in', 'nin'];
const SIZES: readonly Op[] = ['size_gte', 'size_lte'];
const ORDERED: readonly Op[] = ['eq', 'ne', 'in', 'nin', 'gt', 'gte', 'lt', 'lte', 'exists'];
const YES_OR_NO: readonly Op[] = ['eq', 'ne', 'exists'];

export function combinedOf(condition: Json): Combined | undefined {
  return isObject(condition) ? COMBINED.find((kind) => kind in condition) : undefined;
}

export function rightOf(condition: JsonObject): Right {
  return RIGHTS.find((right) => right in condition) ?? 'value';
}

/** Whether it is held against a plain value only. */
export function isPlain(op: Op): boolean {
  return PLAIN.includes(op);
}

export function takesList(op: Op): boolean {
  return LISTS.includes(op);
}

export function takesSize(op: Op): boolean {
  return SIZES.includes(op);
}

/** The comparisons that make sense where these kinds of values are found; the one that is chosen is always among them. */
export function opsFor(kinds: readonly ValueKind[], chosen: Op): readonly Op[] {
  if (kinds.length !== 1) return OPS;
  if (kinds[0] === 'YES_NO') return OPS.filter((op) => YES_OR_NO.includes(op) || op === chosen);
  if (kinds[0] === 'NUMBER') return OPS.filter((op) => ORDERED.includes(op) || op === chosen);
  return OPS;
}

/** A condition with another comparison; what stands on the right is kept as far as it fits. */
export function withOp(condition: JsonObject, op: Op): JsonObject {
  const { value, value_of: of, value_from: from, ...rest } = condition;
  if (!isPlain(op) && of !== undefined) return { ...rest, op, value_of: of };
  if (!isPlain(op) && from !== undefined) return { ...rest, op, value_from: from };
  return { ...rest, op, value: fitted(op, value) };
}

/** A condition held against something else. */
export function withRight(condition: JsonObject, right: Right, op: Op): JsonObject {
  const { value, value_of: _of, value_from: _from, ...rest } = condition;
  const begin: Record<Right, Json> = { value: fitted(op, value), value_of: '', value_from: '' };
  return { ...rest, [right]: begin[right] };
}

function fitted(op: Op, value: Json | undefined): Json {
  if (takesList(op)) return isScalar(value) && value !== '' ? [value] : asList(value);
  const one = Array.isArray(value) ? asList(value)[0] : value;
  if (op === 'exists') return typeof one === 'boolean' ? one : true;
  if (takesSize(op)) return typeof one === 'number' ? Math.max(0, Math.round(one)) : 1;
  if (['prefix', 'suffix', 'matches'].includes(op)) return isScalar(one) ? String(one) : '';
  return isScalar(one) ? one : '';
}

/** A value as it is typed: quoted where it would otherwise be read as a number, or as true or false. */
export function written(value: Json | undefined, kinds: readonly ValueKind[]): string {
  if (typeof value === 'string') return same(read(value, kinds), value) ? value : JSON.stringify(value);
  return isScalar(value) ? String(value) : '';
}

/** What was typed, as the kind of value that is found there; where that is not known, as what it looks like. */
export function read(text: string, kinds: readonly ValueKind[]): Scalar {
  if (/^".*"$/s.test(text)) return unquoted(text);
  if (kinds.length > 0 && !kinds.includes('NUMBER') && !kinds.includes('YES_NO')) return text;
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** A condition that is still to be filled in. */
export function freshCondition(path = ''): JsonObject {
  return { path, op: 'eq', value: '' };
}

/** What a combined condition combines. */
export function conditionsOf(condition: Json): readonly Json[] {
  const kind = combinedOf(condition);
  return kind && kind !== 'not' ? asList(asObject(condition)[kind]) : [];
}

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}

function same(a: Scalar, b: Scalar): boolean {
  return a === b;
}
