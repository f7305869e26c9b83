import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isPassing, isSignedOut } from '../api/failure';

const TRIES = 2;

/** `onSignedOut` is called when any answer says that the session is over. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (isSignedOut(error)) onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => isPassing(error) && failures < TRIES,
      },
    },
  });
}
