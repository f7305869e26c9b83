import { z } from 'zod/mini';
import type { AppealState } from '../gen/graphql';

/** What is shown of a badge's holders, as it stands in the address. */
export const HoldersSearch = z.object({
  view: z.catch(z.optional(z.enum(['courtesy', 'trail'])), undefined),
  tier: z.catch(z.optional(z.string()), undefined),
  person: z.catch(z.optional(z.string()), undefined),
});

export type HoldersSearch = z.infer<typeof HoldersSearch>;

/** Which appeals are shown: open ones, unless the address says otherwise. */
export const AppealsSearch = z.object({ show: z.catch(z.optional(z.enum(['upheld', 'reinstated'])), undefined) });

export type AppealsSearch = z.infer<typeof AppealsSearch>;

export const APPEAL_STATES: Record<NonNullable<AppealsSearch['show']> | 'open', AppealState> = {
  open: 'OPEN', upheld: 'UPHELD', reinstated: 'REINSTATED',
};
