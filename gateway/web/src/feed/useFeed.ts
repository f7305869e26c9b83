import { useQuery, useQueryClient, useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { useDistinct } from '../api/useDistinct';
import { newsCount } from './news';
import { feedHeadQuery, feedPages } from './queries';

/** The feed as it was read, and how many entries came since. */
export function useFeed() {
  const queryClient = useQueryClient();
  const pages = useSuspenseInfiniteQuery({ ...feedPages, refetchOnWindowFocus: false, refetchOnMount: false, refetchOnReconnect: false });
  const head = useQuery(feedHeadQuery);
  const entries = useDistinct(pages.data.pages, (page) => page.feed.edges.map(({ node }) => node));
  const ids = head.data?.feed.edges.map(({ node }) => node.id);
  const news = ids ? newsCount(ids, entries.map(({ id }) => id)) : 0;
  return { entries, news, pages, showNews: () => queryClient.resetQueries({ queryKey: feedPages.queryKey }) };
}
