import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useDistinct } from '../../api/useDistinct';
import type { HolderRowFragment } from '../../gen/graphql';
import { EmptyState } from '../../parts/EmptyState';
import { EmptyWreath } from '../../parts/EmptyWreath';
import { holderOf } from '../../parts/holder';
import { More } from '../../parts/More';
import { Notice } from '../../parts/Notice';
import { Problem } from '../../parts/Problem';
import { RowShapes } from '../../parts/Skeleton';
import type { MessageId } from '../../text/TextProvider';
import { holdersPages } from '../queries';
import type { HoldersSearch } from '../search';
import { T } from '../text/texts';
import { ExportButton } from './ExportButton';
import { HolderFilters } from './HolderFilters';
import classes from './Holders.module.css';
import type { BadgeHeld } from './HoldersPage';
import { HolderTable } from './HolderTable';
import { RevokeDialog } from './RevokeDialog';

/** Those who hold the badge, or what is kept by courtesy, each with the way to revoke it. */
export function HolderList({ badge, search }: { badge: BadgeHeld; search: HoldersSearch }) {
  const list = useInfiniteQuery(holdersPages(badge.id, search));
  const pages = list.data?.pages ?? [];
  const holders = useDistinct(pages, (page) => page.badge?.holders.edges.map(({ node }) => node) ?? []);
  const [chosen, setChosen] = useState<HolderRowFragment>();
  const [revoked, setRevoked] = useState<HolderRowFragment>();
  const total = pages[0]?.badge?.holders.totalCount ?? 0;
  const courtesy = search.view === 'courtesy';
  return (
    <>
      <div className={classes.filters}>
        {!courtesy && <HolderFilters badge={badge} search={search} />}
        {total > 0 && <ExportButton badge={badge.id} search={search} />}
      </div>
      {revoked && <div className={classes.news}><Revoked award={revoked} /></div>}
      {list.isPending && <RowShapes rows={6} />}
      <Problem error={list.error} />
      {list.data && total === 0 && <Nobody badge={badge.id} search={search} />}
      {total > 0 && (
        <>
          <p className="t-small t-quiet"><T id={courtesy ? 'courtesy.total' : 'holders.total'} values={{ n: total }} /></p>
          <HolderTable holders={holders} onRevoke={setChosen} />
        </>
      )}
      <div className={classes.more}><More pages={list} label={'holders.more' as MessageId} /></div>
      {chosen && <RevokeDialog badge={badge} award={chosen} onRevoked={() => setRevoked(chosen)} onClose={() => setChosen(undefined)} />}
    </>
  );
}

function Revoked({ award }: { award: HolderRowFragment }) {
  const text = award.unit ? 'revoke.done.unit' : 'revoke.done';
  return <Notice tone="done"><T id={text} values={{ name: holderOf(award).displayName }} /></Notice>;
}

function Nobody({ badge, search }: { badge: string; search: HoldersSearch }) {
  const kind = search.view === 'courtesy' ? 'courtesy.empty' : search.tier || search.person ? 'holders.empty.some' : 'holders.empty';
  const all = kind === 'holders.empty.some' && (
    <Link to="/admin/badges/$badgeId/holders" params={{ badgeId: badge }} search={{}} className="t-link"><T id="holders.all" /></Link>
  );
  return <EmptyState picture={<EmptyWreath />} title={<T id={kind} />} action={all}><T id={`${kind}.text`} /></EmptyState>;
}
