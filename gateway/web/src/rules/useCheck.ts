import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { same, type Json } from './model/json';
import { questionOf, type Doc } from './model/document';
import { checkQuery } from './asking';

const PAUSE = 300; // milliseconds

/** What the server says of the rule as it is being written; `isCurrent` once that is about the rule as it stands. */
export function useCheck(id: string, doc: Doc) {
  const question = questionOf(id, doc);
  const [asked] = useDebouncedValue(question, PAUSE);
  const answer = useQuery(checkQuery(asked));
  const isCurrent = answer.isSuccess && !answer.isPlaceholderData && same(asked as unknown as Json, question as unknown as Json);
  return { check: answer.data?.checkRule, isCurrent, error: answer.error };
}
