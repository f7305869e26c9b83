import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { same, type Json } from './model/json';
import { questionOf, type Doc } from './model/document';
import { checkQuery } from './asking';
import { faultsOfTerms } from './model/terms';
import { useRuleText } from './text/texts';

const PAUSE = 300; // milliseconds

/** What the server says of the rule as it is being written, and what is wrong with its terms; `isCurrent` once that is
 * about the rule as it stands. */
export function useCheck(id: string, doc: Doc) {
  const t = useRuleText();
  const question = questionOf(id, doc);
  const [asked] = useDebouncedValue(question, PAUSE);
  const answer = useQuery(checkQuery(asked));
  const isCurrent = answer.isSuccess && !answer.isPlaceholderData && same(asked as unknown as Json, question as unknown as Json);
  const check = answer.data?.checkRule;
  const faults = faultsOfTerms(doc.rule).map(({ path, fault }) => ({ path, message: t(`rules.${fault}`) }));
  return { check: check && faults.length > 0 ? { ...check, problems: [...check.problems, ...faults] } : check, isCurrent, error: answer.error };
}
