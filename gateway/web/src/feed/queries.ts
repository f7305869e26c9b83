import { pagesFor, queryFor } from '../api/queries';
import { FeedDocument, FeedHeadDocument } from '../gen/graphql';

const PAGE = 20;

/** What has been read stays put: no hint refreshes it, only the reader does. */
export const feedPages = pagesFor(FeedDocument, { first: PAGE }, [], (page) => page.feed.pageInfo);

/** The newest ids, asked for again after each hint: how many of them are new to the reader? */
export const feedHeadQuery = queryFor(FeedHeadDocument, { first: PAGE }, ['FEED']);
