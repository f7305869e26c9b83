import { useInfiniteQuery } from '@tanstack/react-query';
import { useDistinct } from '../../api/useDistinct';
import { EmptyState } from '../../parts/EmptyState';
import { EmptyWreath } from '../../parts/EmptyWreath';
import { More } from '../../parts/More';
import { Problem } from '../../parts/Problem';
import { RowShapes } from '../../parts/Skeleton';
import type { MessageId } from '../../text/TextProvider';
import { trailPages } from '../queries';
import { T } from '../text/texts';
import { DecisionList } from './DecisionList';
import classes from './Holders.module.css';

/** Everything that anybody decided about a badge by hand, newest first. */
export function Trail({ badge }: { badge: string }) {
  const list = useInfiniteQuery(trailPages(badge));
  const pages = list.data?.pages ?? [];
  const decisions = useDistinct(pages, (page) => page.trail.edges.map(({ node }) => node));
  const total = pages[0]?.trail.totalCount ?? 0;
  return (
    <>
      {list.isPending && <RowShapes rows={6} />}
      <Problem error={list.error} />
      {list.data && total === 0 && <EmptyState picture={<EmptyWreath />} title={<T id="trail.empty" />}><T id="trail.empty.text" /></EmptyState>}
      {total > 0 && <p className={`t-small t-quiet ${classes.total}`}><T id="trail.total" values={{ n: total }} /></p>}
      <DecisionList decisions={decisions} />
      <div className={classes.more}><More pages={list} label={'trail.more' as MessageId} /></div>
    </>
  );
}
