import { z } from 'zod/mini';
import type { BadgeSort, BadgeStatus } from '../gen/graphql';

/** The filters of the badges page, as they stand in the address. */
export const BadgesSearch = z.object({
  show: z.catch(z.optional(z.enum(['earned', 'in-progress', 'available', 'locked'])), undefined),
  sort: z.catch(z.optional(z.enum(['name', 'nearest'])), undefined),
});

export type BadgesSearch = z.infer<typeof BadgesSearch>;

export const STATUSES: Record<NonNullable<BadgesSearch['show']>, BadgeStatus> = {
  earned: 'EARNED',
  'in-progress': 'IN_PROGRESS',
  available: 'AVAILABLE',
  locked: 'LOCKED',
};

export const SORTS: Record<NonNullable<BadgesSearch['sort']> | 'newest', BadgeSort> = {
  newest: 'NEWEST',
  name: 'NAME',
  nearest: 'NEAREST',
};
