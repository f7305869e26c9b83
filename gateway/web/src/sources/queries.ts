import { pagesFor, queryFor } from '../api/queries';
import { ReceivedEventsDocument, SourcePageDocument, SourcesPageDocument } from '../gen/graphql';

const PAGE = 30;

export const sourcesQuery = queryFor(SourcesPageDocument, {}, ['SOURCES']);

export function sourceQuery(id: string) {
  return queryFor(SourcePageDocument, { id }, ['SOURCES']);
}

export function receivedPages(id: string, refusedOnly: boolean) {
  return pagesFor(ReceivedEventsDocument, { id, refusedOnly, first: PAGE }, ['SOURCES'], (page) => page.source?.recent.pageInfo);
}
