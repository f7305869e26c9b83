import { useMutation } from '@tanstack/react-query';
import { signOut } from '../api/session';

/** Ends the session and starts afresh: nothing of this person stays in memory. */
export function useSignOut() {
  return useMutation({
    mutationFn: signOut,
    onSuccess: () => window.location.assign('/sign-in'),
  });
}
