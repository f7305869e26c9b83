import { tiersOf, type Doc } from './document';
import { insert, listAt, put, at, asObject, type JsonObject } from './json';
import { bearerOf, thresholdOf, kindOf, unmarked, bodyOf } from './language';
import { isByHand } from './terms';

const USUAL = ['bronze', 'silver', 'gold'];

/** The tier that one would add next: the next metal, at about twice the last number. */
export function nextTier({ rule }: Doc): JsonObject {
  const tiers = tiersOf(rule);
  const taken = new Set(tiers.map(({ id }) => id));
  const id = USUAL.find((name) => !taken.has(name)) ?? fresh(taken);
  const last = tiers.at(-1)?.atLeast;
  return { id, at_least: last === undefined ? begin(rule) : last * 2 };
}

export function withTier(doc: Doc, tier: JsonObject): Doc {
  return { ...doc, rule: insert(doc.rule, 'tiers', listAt(doc.rule, 'tiers').length, tier) };
}

/** Without its last tier a rule has none, and no part that bears them. */
export function withoutTier(doc: Doc, place: number): Doc {
  const rule = put(doc.rule, `tiers[${place}]`, undefined);
  if (listAt(rule, 'tiers').length > 0) return { ...doc, rule };
  const bare = put(rule, 'tiers', undefined);
  return { ...doc, rule: isByHand(bare) ? bare : put(bare, 'criteria', unmarked(bare['criteria'] ?? null, 'criteria', undefined)) };
}

/** A tier keeps its id, whatever it is called: people hold it by that. */
export function withTierName(doc: Doc, place: number, name: string): Doc {
  const id = tiersOf(doc.rule)[place]?.id;
  return id === undefined ? doc : { ...doc, tierNames: { ...doc.tierNames, [id]: name } };
}

/** The first tier begins at what the rule asks for already. */
function begin(rule: JsonObject): number {
  const bearer = at(rule, bearerOf(rule['criteria']) ?? 'criteria');
  const kind = kindOf(bearer);
  const said = kind && asObject(bodyOf(bearer))[thresholdOf(kind)];
  return typeof said === 'number' ? said : 1;
}

function fresh(taken: ReadonlySet<string>): string {
  let n = taken.size + 1;
  while (taken.has(`tier-${n}`)) n += 1;
  return `tier-${n}`;
}
