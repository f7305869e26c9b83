import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useDistinct } from '../../api/useDistinct';
import { NotFound } from '../../app/NotFound';
import { isAdmin, useViewer } from '../../app/viewer';
import { EmptyState } from '../../parts/EmptyState';
import { EmptyWreath } from '../../parts/EmptyWreath';
import { More } from '../../parts/More';
import { Page, PageHead } from '../../parts/Page';
import { Segments } from '../../parts/Segments';
import type { MessageId } from '../../text/TextProvider';
import { appealsPages } from '../queries';
import { CorrectionTexts, T, useCorrectionText } from '../text/texts';
import { AppealCard } from './AppealCard';
import classes from './Appeals.module.css';

const route = getRouteApi('/signed-in/admin/appeals');
const SHOWN = [undefined, 'upheld', 'reinstated'] as const;

/** What holders say to revocations, and the answers. */
export function AppealsPage() {
  if (!isAdmin(useViewer())) return <NotFound />;
  return (
    <CorrectionTexts>
      <Appeals />
    </CorrectionTexts>
  );
}

function Appeals() {
  const t = useCorrectionText();
  const search = route.useSearch();
  const show = search.show ?? 'open';
  const list = useSuspenseInfiniteQuery(appealsPages(search));
  const appeals = useDistinct(list.data.pages, (page) => page.appeals.edges.map(({ node }) => node));
  return (
    <Page title={t('appeals.title')}>
      <PageHead title={<T id="appeals.title" />} standfirst={<T id="appeals.standfirst" />} />
      <div className={classes.filter}>
        <Segments label={t('appeals.filter')}>
          {SHOWN.map((one) => (
            <Link key={one ?? 'open'} to="/admin/appeals" search={{ show: one }} activeOptions={{ exact: true }}>
              <T id={`appeals.show.${one ?? 'open'}`} />
            </Link>
          ))}
        </Segments>
      </div>
      {appeals.length === 0 ? (
        <EmptyState picture={<EmptyWreath />} title={<T id={`appeals.empty.${show}`} />}><T id="appeals.empty.text" /></EmptyState>
      ) : (
        <>
          <p className="t-small t-quiet"><T id="appeals.total" values={{ n: list.data.pages[0]?.appeals.totalCount ?? appeals.length }} /></p>
          <ul className={classes.list}>
            {appeals.map((appeal) => <li key={appeal.id}><AppealCard appeal={appeal} /></li>)}
          </ul>
        </>
      )}
      <More pages={list} label={'appeals.more' as MessageId} />
    </Page>
  );
}
