import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isPassing, isSignedOut } from '../api/failure';

const TRIES = 2;

/** `onSignedOut` is called when any answer, to a question or a command, says that the session is over. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (isSignedOut(error)) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => isPassing(error) && failures < TRIES,
      },
      // Without a network a command fails at once and says so, instead of waiting in silence.
      mutations: { networkMode: 'always' },
    },
  });
}
