import type { BadgeDraftFragment, BadgeInput, RuleInput } from '../../gen/graphql';
import { asList, asObject, asText, same, type Json, type JsonObject } from './json';
import { isByHand, savedTerms, termsOf, withoutTerms } from './terms';

/**
 * A badge as the editor holds it. `rule` is what the rule language reads, without `criteria` where it is only given by
 * hand, and beside it the badge's terms: `expiry`, `revokes`, `grant_policy`. Tiers' names stand apart.
 */
export interface Doc {
  name: string;
  description: string;
  points: number;
  noun: { one: string; other: string };
  tierNames: Readonly<Record<string, string>>;
  rule: JsonObject;
}

export type Design = BadgeDraftFragment['design'];

/** What the server tells of a badge's draft, as the editor holds it. */
export function docOf(badge: BadgeDraftFragment): Doc {
  const { name, description, points, noun, tiers } = badge;
  return {
    name,
    description,
    points,
    noun: { one: noun?.one ?? '', other: noun?.other ?? '' },
    tierNames: Object.fromEntries(tiers.map((tier) => [tier.id, tier.name])),
    rule: ruleOf(badge),
  };
}

function ruleOf(badge: BadgeDraftFragment): JsonObject {
  const { byHand, criteria, recipient, repeat, tiers, startFrom } = badge;
  return {
    ...(!byHand && { criteria: criteria as Json }),
    ...(recipient === 'UNIT' && { recipient: 'unit' }),
    ...(repeat !== 'once' && { repeat: repeat as Json }),
    ...(tiers.length > 0 && { tiers: tiers.map(({ id, atLeast }) => ({ id, at_least: atLeast })) }),
    ...(startFrom && { start_from: startFrom }),
    ...termsOf(badge),
  };
}

/** The command that saves the draft. */
export function inputOf(id: string, { name, description, points, noun, tierNames, rule }: Doc, design: Design): BadgeInput {
  const { shape, field, icon, band, picture } = design;
  return {
    id,
    name: name.trim(),
    description: description.trim(),
    criteria: isByHand(rule) ? null : rule['criteria'],
    recipient: rule['recipient'] === 'unit' ? 'UNIT' : 'PERSON',
    repeat: rule['repeat'] ?? null,
    tiers: tiersOf(rule).map((tier) => ({ ...tier, name: tierName(tierNames, tier.id) })),
    points,
    noun: nounOf(noun),
    startFrom: asText(rule['start_from']) || null,
    ...savedTerms(rule),
    shape,
    field,
    icon,
    band,
    picture,
  };
}

/** What a check of the rule is asked with. */
export function questionOf(id: string, { rule, noun }: Doc): RuleInput {
  return { rule: withoutTerms(rule), badge: id, noun: nounOf(noun) };
}

export interface RuleTier {
  id: string;
  atLeast: number;
}

export function tiersOf(rule: JsonObject): RuleTier[] {
  return asList(rule['tiers']).map((tier) => {
    const { id, at_least: atLeast } = asObject(tier);
    return { id: asText(id), atLeast: typeof atLeast === 'number' ? atLeast : 0 };
  });
}

/** A tier's name: as it was given, else its id as a word. */
export function tierName(names: Readonly<Record<string, string>>, id: string): string {
  const words = id.replaceAll('-', ' ');
  return names[id]?.trim() || words.charAt(0).toUpperCase() + words.slice(1) || id;
}

export function isSameDoc(a: Doc, b: Doc): boolean {
  return same(a as unknown as Json, b as unknown as Json);
}

/** What has to be said beside the rule, or said otherwise, before anything can be saved: a unit has no points. */
export function missingIn({ name, description, noun, points, rule }: Doc): ('name' | 'description' | 'noun' | 'points')[] {
  const half = (noun.one.trim() === '') !== (noun.other.trim() === '');
  const found = [
    ['name', !name.trim()],
    ['description', !description.trim()],
    ['noun', half],
    ['points', rule['recipient'] === 'unit' && points > 0],
  ] as const;
  return found.flatMap(([what, isWrong]) => (isWrong ? [what] : []));
}

function nounOf({ one, other }: Doc['noun']) {
  return one.trim() && other.trim() ? { one: one.trim(), other: other.trim() } : null;
}
