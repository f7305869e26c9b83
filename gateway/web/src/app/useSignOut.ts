import { useMutation } from '@tanstack/react-query';
import { signOut } from '../api/session';
import { forgetRecent } from '../palette/recent';
import { ACCOUNT } from './accountError';

/** Ends the session and starts afresh: nothing of this person stays in memory. */
export function useSignOut() {
  return useMutation({
    mutationKey: [ACCOUNT, 'sign-out'],
    mutationFn: signOut,
    onSuccess: () => {
      forgetRecent();
      window.location.assign('/sign-in');
    },
  });
}
