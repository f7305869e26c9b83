import { z } from 'zod/mini';
import type { BadgeSort, BadgeState } from '../gen/graphql';

/** The filters of the list of rules, as they stand in the address. */
export const RulesSearch = z.object({
  state: z.catch(z.optional(z.enum(['live', 'draft', 'retired'])), undefined),
  q: z.catch(z.optional(z.string()), undefined),
  sort: z.catch(z.optional(z.enum(['newest'])), undefined),
});

export type RulesSearch = z.infer<typeof RulesSearch>;

export const STATES: Record<NonNullable<RulesSearch['state']>, BadgeState> = { live: 'LIVE', draft: 'DRAFT', retired: 'RETIRED' };
export const SORTS: Record<NonNullable<RulesSearch['sort']> | 'name', BadgeSort> = { name: 'NAME', newest: 'NEWEST' };
