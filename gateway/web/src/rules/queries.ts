import { pagesFor, queryFor } from '../api/queries';
import { BadgeChoicesDocument, ObservedDocument, RuleEditorDocument, RulesPageDocument } from '../gen/graphql';
import { STATES, SORTS, type RulesSearch } from './search';

const PAGE = 50;
const MINUTE = 60_000;

export function rulesPages({ state, q, sort }: RulesSearch) {
  const variables = { state: state ? STATES[state] : null, search: q ?? null, sort: SORTS[sort ?? 'name'], first: PAGE };
  return pagesFor(RulesPageDocument, variables, ['BADGES'], (page) => page.badges.pageInfo);
}

/** A badge to edit. Hints do not fetch it again: what is being written is the newer. */
export function editorQuery(id: string) {
  return { ...queryFor(RuleEditorDocument, { id }, []), staleTime: 0 };
}

/** What occurs, and where: counted once a minute by the server. */
export const observedQuery = { ...queryFor(ObservedDocument, {}, []), staleTime: MINUTE };

export const badgeChoicesQuery = { ...queryFor(BadgeChoicesDocument, {}, ['BADGES']), staleTime: MINUTE };
