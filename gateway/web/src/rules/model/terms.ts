import type { BadgeDraftFragment, BadgeInput } from '../../gen/graphql';
import { asObject, asText, isObject, type Json, type JsonObject, type Path } from './json';

/** Who may give a badge by hand, from nobody to all. */
export const GIVERS = ['nobody', 'admins', 'managers', 'everyone'] as const;
export type Giver = (typeof GIVERS)[number];
export const RETRACTED = ['revoke', 'flag'] as const;
/** Days that a quota is over, where nothing is said. */
export const USUAL_DAYS = 30;

const NAMES = ['expiry', 'revokes', 'grant_policy'] as const;
const MOST = { most: 10_000, days: 3660 } as const;
const LASTING = /^P(?=\d|T\d)(\d{1,3}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,5}D)?(T(?=\d)(\d{1,6}H)?(\d{1,7}M)?)?$/;
const YEARS = [1, 1 / 12, 7 / 365.2425, 1 / 365.2425, 0, 1 / 8765.82, 1 / 525_949.2] as const;
const LONGEST = 100; // years

type Terms = Pick<BadgeDraftFragment, 'expiry' | 'revokes' | 'grantPolicy'>;

/** What a badge is under beside its rule, as it stands beside the rule: only what is not as usual. */
export function termsOf({ expiry, revokes, grantPolicy: { who, most, days } }: Terms): JsonObject {
  const policy = { who: who.toLowerCase(), ...(most !== null && { most }), ...(days !== USUAL_DAYS && { days }) };
  return {
    ...(expiry && { expiry }),
    ...(revokes === 'FLAG' && { revokes: 'flag' }),
    ...(who !== 'NOBODY' && { grant_policy: policy }),
  };
}

/** The terms as they are saved. */
export function savedTerms({ expiry, revokes, grant_policy: policy }: JsonObject): Pick<BadgeInput, 'expiry' | 'revokes' | 'grantPolicy'> {
  const { most, days } = asObject(policy);
  return {
    expiry: asText(expiry) || null,
    revokes: revokes === 'flag' ? 'FLAG' : 'REVOKE',
    grantPolicy: {
      who: ({ nobody: 'NOBODY', admins: 'ADMINS', managers: 'MANAGERS', everyone: 'EVERYONE' } as const)[giverOf(policy)],
      most: typeof most === 'number' ? most : null,
      days: typeof days === 'number' ? days : USUAL_DAYS,
    },
  };
}

/** The rule alone, as the rule language reads it. */
export function withoutTerms(rule: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(rule).filter(([name]) => !(NAMES as readonly string[]).includes(name)));
}

/** Whether nothing earns it: it is only given. */
export function isByHand({ criteria }: JsonObject): boolean {
  return criteria === undefined || criteria === null;
}

/** A badge that is only given: nothing of how one earns it is left. */
export function onlyByHand({ criteria: _criteria, recipient: _recipient, repeat: _repeat, start_from: _start, ...rest }: JsonObject): JsonObject {
  return giverOf(rest['grant_policy']) === 'nobody' ? { ...rest, grant_policy: { who: 'managers' } } : rest;
}

/** A badge that is earned: what for is still to be said. */
export function earnable({ criteria: _criteria, ...rest }: JsonObject): JsonObject {
  return { criteria: { all: [] }, ...rest };
}

export function giverOf(policy: Json | undefined): Giver {
  const { who } = asObject(policy);
  return GIVERS.find((one) => one === who) ?? 'nobody';
}

export type TermFault = 'expiry.wrong' | 'revokes.wrong' | 'giver.wrong' | 'giver.needed' | 'giver.repeat' | 'giver.unit' | 'quota.wrong' | 'quota.days.wrong';

/** What is wrong with the terms, where; the rule itself is looked through by the server. */
export function faultsOfTerms(rule: JsonObject): { path: Path; fault: TermFault }[] {
  const { expiry, revokes, grant_policy: policy, recipient, repeat } = rule;
  const found: [boolean, Path, TermFault][] = [
    [expiry !== undefined && !isLasting(expiry), 'expiry', 'expiry.wrong'],
    [revokes !== undefined && !RETRACTED.some((one) => one === revokes), 'revokes', 'revokes.wrong'],
    [policy !== undefined && !isPolicy(policy), 'grant_policy.who', 'giver.wrong'],
    [isByHand(rule) && giverOf(policy) === 'nobody', 'grant_policy.who', 'giver.needed'],
    [repeat !== undefined && repeat !== 'once' && giverOf(policy) !== 'nobody', 'grant_policy.who', 'giver.repeat'],
    [recipient === 'unit' && giverOf(policy) !== 'nobody', 'grant_policy.who', 'giver.unit'],
    [!isCount(asObject(policy)['most'], MOST.most), 'grant_policy.most', 'quota.wrong'],
    [!isCount(asObject(policy)['days'], MOST.days), 'grant_policy.days', 'quota.days.wrong'],
  ];
  return found.flatMap(([isWrong, path, fault]) => (isWrong ? [{ path, fault }] : []));
}

/** Longer than nothing, at most a hundred years. */
function isLasting(expiry: Json): boolean {
  const parts = LASTING.exec(asText(expiry));
  const years = (parts ?? []).slice(1).reduce((sum, part, i) => sum + (parseInt(part ?? '0', 10) || 0) * (YEARS[i] ?? 0), 0);
  return years > 0 && years <= LONGEST;
}

function isPolicy(policy: Json): boolean {
  return isObject(policy) && GIVERS.some((one) => one === policy['who']) && Object.keys(policy).every((name) => ['who', 'most', 'days'].includes(name));
}

function isCount(value: Json | undefined, most: number): boolean {
  return value === undefined || (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most);
}
