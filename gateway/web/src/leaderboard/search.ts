import { z } from 'zod/mini';

/** Which board and which part of it, as they stand in the address: this month around me, unless said. */
export const BoardSearch = z.object({
  period: z.catch(z.optional(z.literal('all')), undefined),
  view: z.catch(z.optional(z.literal('top')), undefined),
});

export type BoardSearch = z.infer<typeof BoardSearch>;
