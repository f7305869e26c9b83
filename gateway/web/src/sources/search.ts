import { z } from 'zod/mini';

/** Which events of a source are shown: all, unless only those that were turned away. */
export const SourceSearch = z.object({ events: z.catch(z.optional(z.literal('refused')), undefined) });

export type SourceSearch = z.infer<typeof SourceSearch>;
