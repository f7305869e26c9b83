import { useMutationState, useQuery } from '@tanstack/react-query';
import { isSignedOut } from '../api/failure';
import { viewerQuery } from './viewer';

/** The key of what one does about oneself from around the page: leaving, changing the language. */
export const ACCOUNT = 'account';

/**
 * Why the last of that failed, if it did: the menu or the palette that it was chosen from has closed by then. Else that
 * the session is over, for those who stay, as they are filling something in.
 */
export function useAccountError(): Error | null {
  const errors = useMutationState({ filters: { mutationKey: [ACCOUNT] }, select: ({ state }) => state.error });
  const { error } = useQuery(viewerQuery);
  return errors.at(-1) ?? (isSignedOut(error) ? error : null);
}
