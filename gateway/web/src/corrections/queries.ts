import { pagesFor, queryFor } from '../api/queries';
import { AppealsPageDocument, AwardDecisionsDocument, HoldersDocument, HoldersPageDocument, TrailDocument } from '../gen/graphql';
import { APPEAL_STATES, type AppealsSearch, type HoldersSearch } from './search';

const PAGE = 50;
const APPEALS = 20;

/** What was decided about one of the viewer's own awards. */
export function decisionsQuery(award: string) {
  return queryFor(AwardDecisionsDocument, { award }, ['BADGES']);
}

export function holdersPageQuery(id: string) {
  return queryFor(HoldersPageDocument, { id }, ['BADGES']);
}

/** Who holds a badge; or what is kept by courtesy, of whatever tier. */
export function holdersPages(id: string, { view, tier, person }: HoldersSearch) {
  const flagged = view === 'courtesy';
  const variables = { id, flagged, tier: tier ?? null, person: person ?? null, first: PAGE };
  return pagesFor(HoldersDocument, variables, ['BADGES'], (page) => page.badge?.holders.pageInfo);
}

export function trailPages(badge: string) {
  return pagesFor(TrailDocument, { badge, first: PAGE }, ['BADGES'], (page) => page.trail.pageInfo);
}

export function appealsPages({ show }: AppealsSearch) {
  return pagesFor(AppealsPageDocument, { state: APPEAL_STATES[show ?? 'open'], first: APPEALS }, ['BADGES'], (page) => page.appeals.pageInfo);
}
