import { z } from 'zod/mini';

/** Whom to thank, if the way here said so. */
export const KudosSearch = z.object({ to: z.catch(z.optional(z.string()), undefined) });
