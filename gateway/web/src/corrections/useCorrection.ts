import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../api/request';
import type { TypedDocumentString } from '../gen/graphql';
import { concerns } from '../live/useLive';

/** An act about somebody's award; what shows badges is fetched again before it counts as done. */
export function useCorrection<Result, Variables>(document: TypedDocumentString<Result, Variables>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (variables: Variables) => request(document, variables),
    onSuccess: () => queryClient.invalidateQueries({ predicate: concerns(['BADGES', 'FEED']) }),
  });
}
