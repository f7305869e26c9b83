import { z } from 'zod/mini';

/** Where to go once signed in. */
export const SignInSearch = z.object({ to: z.catch(z.optional(z.string()), undefined) });

/** An address of this site; anything else leads home. */
export function ownAddress(to: string | undefined): string {
  return to && /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in') ? to : '/';
}
