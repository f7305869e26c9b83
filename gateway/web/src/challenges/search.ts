import { z } from 'zod/mini';

/** The filters of the catalogue, as they stand in the address. */
export const ChallengesSearch = z.object({
  show: z.catch(z.optional(z.enum(['mine', 'scheduled', 'closed'])), undefined),
  q: z.catch(z.optional(z.string()), undefined),
});

export type ChallengesSearch = z.infer<typeof ChallengesSearch>;
