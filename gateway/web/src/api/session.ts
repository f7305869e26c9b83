import { z } from 'zod/mini';
import { fetchJson, send } from './send';

const Options = z.object({
  mode: z.string(),
  organization: z.optional(z.union([z.string(), z.object({ name: z.string() })])),
  people: z.optional(
    z.array(z.object({ id: z.string(), name: z.string(), unit: z.nullish(z.string()), roles: z.array(z.string()) })),
  ),
});

export type SignInOptions = z.infer<typeof Options>;
export type DemoPerson = NonNullable<SignInOptions['people']>[number];

/** How one may sign in here; in demo mode, as whom. */
export async function fetchSignInOptions(): Promise<SignInOptions> {
  return Options.parse(await fetchJson('/auth/options'));
}

/** Signs in as one of the demo's people. */
export async function signInAs(employee: string): Promise<void> {
  await send('/auth/demo', { employee });
}

/** Ends the session. */
export async function signOut(): Promise<void> {
  await send('/auth/sign-out', {});
}
