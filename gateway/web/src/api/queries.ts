import { infiniteQueryOptions, queryOptions, type InfiniteData } from '@tanstack/react-query';
import type { HintTopic, TypedDocumentString } from '../gen/graphql';
import { documentId, request } from './request';

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: {
      /** Hints about these make the query stale. */
      topics?: readonly HintTopic[];
    };
  }
}

/** A query whose answer is fetched again after a hint about one of `topics`. */
export function queryFor<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  topics: readonly HintTopic[],
) {
  return queryOptions<Result>({
    queryKey: keyOf(document, variables),
    queryFn: ({ signal }) => request(document, variables, signal),
    meta: { topics },
  });
}

interface PageInfo {
  hasNextPage: boolean;
  endCursor: string | null;
}

/** A list read page by page; `pageInfo` finds the connection's page info in an answer. */
export function pagesFor<Result, Variables extends { after?: string | null | undefined }>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  topics: readonly HintTopic[],
  pageInfo: (page: Result) => PageInfo | undefined,
) {
  return infiniteQueryOptions<Result, Error, InfiniteData<Result>, readonly unknown[], string | null>({
    queryKey: [...keyOf(document, variables), 'pages'],
    queryFn: ({ pageParam, signal }) => request(document, { ...variables, after: pageParam }, signal),
    initialPageParam: null,
    getNextPageParam: (last) => {
      const info = pageInfo(last);
      return info?.hasNextPage ? info.endCursor : undefined;
    },
    meta: { topics },
  });
}

function keyOf<Result, Variables>(document: TypedDocumentString<Result, Variables>, variables: Variables) {
  return [documentId(document as TypedDocumentString<unknown, never>), variables] as const;
}
