import { useQueryClient, type Query } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { viewerQuery } from '../app/viewer';
import type { HintTopic } from '../gen/graphql';
import { arrive, dismissAll } from './arrivals';
import { openChannel } from './channel';

/**
 * Keeps what is on the screen true: a hint makes the queries it concerns stale, and they are fetched again.
 * Gives the way to dismiss what has arrived, in every tab of this browser.
 */
export function useLive(): { dismiss: () => void } {
  const queryClient = useQueryClient();
  const channel = useRef<ReturnType<typeof openChannel>>(undefined);
  useEffect(() => {
    channel.current = openChannel({
      onHint: ({ topics, award }) => {
        void queryClient.invalidateQueries({ predicate: concerns(topics) });
        if (award) arrive(award);
      },
      onGap: () => void queryClient.invalidateQueries({ predicate: ({ meta }) => meta?.topics !== undefined }),
      // Whether the session is over shows in the answer, which leads to the door if it is.
      onSignedOut: () => void queryClient.invalidateQueries({ queryKey: viewerQuery.queryKey }),
      onDismiss: dismissAll,
    });
    return () => channel.current?.close();
  }, [queryClient]);
  return { dismiss: useCallback(() => channel.current?.dismiss(), []) };
}

/** Whether a query shows something that one of the topics is about. */
export function concerns(topics: readonly HintTopic[]): (query: Pick<Query, 'meta'>) => boolean {
  return ({ meta }) => meta?.topics?.some((topic) => topics.includes(topic)) ?? false;
}
