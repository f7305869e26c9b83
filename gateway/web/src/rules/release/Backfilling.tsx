import { useQuery } from '@tanstack/react-query';
import { queryFor } from '../../api/queries';
import { BackfillingDocument } from '../../gen/graphql';
import { Bar } from '../../parts/Bar';
import { T, useRuleText } from '../text/texts';
import classes from './Release.module.css';

const PACE = 1000; // milliseconds

/** How many people have been judged by what has just been published. */
export function Backfilling({ badge }: { badge: string }) {
  const t = useRuleText();
  const query = useQuery({
    ...queryFor(BackfillingDocument, { badge }, ['BADGES']),
    refetchInterval: ({ state }) => (state.data?.backfill?.state === 'RUNNING' ? PACE : false),
  });
  const backfill = query.data?.backfill;
  if (backfill?.state !== 'RUNNING') return null;
  return (
    <section className={classes.panel} aria-label={t('rules.release')}>
      <div className={classes.running}>
        <Bar have={backfill.done} need={Math.max(1, backfill.total)} />
        <output className="t-small t-second"><T id="rules.backfill.running" values={{ n: backfill.done, total: backfill.total }} /></output>
      </div>
    </section>
  );
}
