/** JSON as the rule language writes it; the form edits it in place, so nothing that it says can be lost. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}
export type Scalar = string | number | boolean;
/** Where something stands, as the server names it: `criteria.all[1].count.of.where[0].op`. */
export type Path = string;
type Step = string | number;

/** The steps of a path: names, and places in lists. */
export function stepsOf(path: Path): Step[] {
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([step, place]) => (place === undefined ? step : Number(place)));
}

/** The path that ends one step earlier, and that step. */
export function parentOf(path: Path): { parent: Path; last: Step } {
  const last = stepsOf(path).at(-1) ?? '';
  const tail = typeof last === 'number' ? `[${last}]` : path.includes('.') ? `.${last}` : last;
  return { parent: path.slice(0, path.length - tail.length), last };
}

/** What stands at a path; undefined where nothing does. */
export function at(root: Json | undefined, path: Path): Json | undefined {
  return stepsOf(path).reduce<Json | undefined>((value, step) => below(value, step), root);
}

/** The same with something else at a path; undefined takes a name away, and an element out of its list. */
export function put(root: JsonObject, path: Path, value: Json | undefined): JsonObject {
  return placed(root, stepsOf(path), value) as JsonObject;
}

/** The same with an element more in the list at a path, which is made where there is none. */
export function insert(root: JsonObject, list: Path, place: number, element: Json): JsonObject {
  return put(root, list, listAt(root, list).toSpliced(place, 0, element));
}

/** The same with an element of a list at another place. */
export function move(root: JsonObject, list: Path, from: number, to: number): JsonObject {
  const elements = listAt(root, list);
  const moved = elements[from];
  if (moved === undefined || to < 0 || to >= elements.length) return root;
  return put(root, list, elements.toSpliced(from, 1).toSpliced(to, 0, moved));
}

export function listAt(root: JsonObject, path: Path): readonly Json[] {
  return asList(at(root, path));
}

export function asList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

export function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

export function asText(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isScalar(value: Json | undefined): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** Whether two values say the same; the order of an object's names says nothing. */
export function same(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, i) => same(one, b[i]));
  if (!isObject(a) || !isObject(b)) return false;
  const names = (object: JsonObject) => Object.keys(object).filter((name) => object[name] !== undefined);
  return names(a).length === names(b).length && names(a).every((name) => same(a[name], b[name]));
}

function below(value: Json | undefined, step: Step): Json | undefined {
  if (typeof step === 'number') return asList(value)[step];
  return asObject(value)[step];
}

function placed(holder: Json | undefined, [step, ...rest]: Step[], value: Json | undefined): Json | undefined {
  if (step === undefined) return value;
  const inner = placed(below(holder, step), rest, value);
  if (typeof step === 'number') return inner === undefined ? asList(holder).toSpliced(step, 1) : asList(holder).toSpliced(step, 1, inner);
  const { [step]: _, ...others } = asObject(holder);
  if (inner === undefined) return others;
  return step in asObject(holder) ? { ...asObject(holder), [step]: inner } : { ...others, [step]: inner };
}
