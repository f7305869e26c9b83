import { pagesFor, queryFor } from '../api/queries';
import { BadgeChoicesDocument, ObservedDocument, RuleEditorDocument, RulesPageDocument } from '../gen/graphql';
import { STATES, SORTS, type RulesSearch } from './search';

const PAGE = 50;
const MINUTE = 60_000;
/** What is going to be changed is read anew on arrival: nobody begins with what somebody else has changed since. */
export const SOON_FORGOTTEN = 5000; // milliseconds

export function rulesPages({ state, q, sort }: RulesSearch) {
  const variables = { state: state ? STATES[state] : null, search: q ?? null, sort: SORTS[sort ?? 'name'], first: PAGE };
  return pagesFor(RulesPageDocument, variables, ['BADGES'], (page) => page.badges.pageInfo);
}

/** A badge to edit. Hints do not fetch it again: what is being written is the newer. */
export function editorQuery(id: string) {
  return { ...queryFor(RuleEditorDocument, { id }, []), staleTime: 0, gcTime: SOON_FORGOTTEN };
}

/** What occurs, and where: counted once a minute by the server. */
export const observedQuery = { ...queryFor(ObservedDocument, {}, []), staleTime: MINUTE };

export const badgeChoicesQuery = { ...queryFor(BadgeChoicesDocument, {}, ['BADGES']), staleTime: MINUTE };
