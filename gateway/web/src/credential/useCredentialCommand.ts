import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../api/request';
import type { TypedDocumentString } from '../gen/graphql';
import { concerns } from '../live/useLive';

/** What the holder decides about an award; what shows badges is fetched again once it is done. */
export function useCredentialCommand<Result, Variables>(document: TypedDocumentString<Result, Variables>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (variables: Variables) => request(document, variables),
    onSuccess: () => queryClient.invalidateQueries({ predicate: concerns(['BADGES']) }),
  });
}
