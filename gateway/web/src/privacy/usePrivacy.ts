import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { request } from '../api/request';
import { SetPrivacyDocument, type PrivacyInput, type PrivacyQuery } from '../gen/graphql';
import { concerns } from '../live/useLive';
import { privacyQuery } from './queries';

/** The viewer's switches. A change shows at once and is taken back if it could not be kept. */
export function usePrivacy() {
  const queryClient = useQueryClient();
  const { viewer } = useSuspenseQuery(privacyQuery).data;
  const change = useMutation({
    mutationFn: (input: PrivacyInput) => request(SetPrivacyDocument, { input }),
    onMutate: async (input) => {
      await queryClient.cancelQueries({ queryKey: privacyQuery.queryKey });
      const before = queryClient.getQueryData<PrivacyQuery>(privacyQuery.queryKey);
      write({ ...viewer.privacy, ...definite(input) });
      return before;
    },
    onError: (_error, _input, before) => before && write(before.viewer.privacy),
    onSuccess: ({ setPrivacy }) => write(setPrivacy.privacy),
    onSettled: () => queryClient.invalidateQueries({ predicate: concerns(['PROFILE', 'POINTS']) }),
  });
  return { privacy: viewer.privacy, set: change.mutate, error: change.error };

  function write(privacy: PrivacyQuery['viewer']['privacy']) {
    queryClient.setQueryData<PrivacyQuery>(privacyQuery.queryKey, { viewer: { ...viewer, privacy } });
  }
}

/** Only what the input says. */
function definite(input: PrivacyInput): Partial<PrivacyQuery['viewer']['privacy']> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => typeof value === 'boolean'));
}
