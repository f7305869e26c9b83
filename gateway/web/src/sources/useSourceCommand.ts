import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../api/request';
import type { TypedDocumentString } from '../gen/graphql';
import { concerns } from '../live/useLive';

/** A command on a source or its keys; what shows them is fetched again once it is done. */
export function useSourceCommand<Result, Variables>(document: TypedDocumentString<Result, Variables>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (variables: Variables) => request(document, variables),
    onSuccess: () => queryClient.invalidateQueries({ predicate: concerns(['SOURCES']) }),
  });
}
