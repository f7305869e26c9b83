import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { NotFound } from '../../app/NotFound';
import { isAdmin, useViewer } from '../../app/viewer';
import type { HoldersPageQuery } from '../../gen/graphql';
import { ButtonLink } from '../../parts/ButtonLink';
import { Crumbs } from '../../parts/Crumbs';
import { Page, PageHead } from '../../parts/Page';
import { Segments } from '../../parts/Segments';
import { GiveButton } from '../give/GiveButton';
import { mayGive } from '../give/policy';
import '../mantine.css';
import { holdersPageQuery } from '../queries';
import { CorrectionTexts, T, useCorrectionText } from '../text/texts';
import { HolderList } from './HolderList';
import classes from './Holders.module.css';
import { Trail } from './Trail';

const route = getRouteApi('/signed-in/admin/badges/$badgeId/holders');
const VIEWS = [undefined, 'courtesy', 'trail'] as const;

export type BadgeHeld = NonNullable<HoldersPageQuery['badge']>;

/** Who holds a badge, what is kept by courtesy, and what was decided: for administrators. */
export function HoldersPage() {
  const { badgeId } = route.useParams();
  const { badge } = useSuspenseQuery(holdersPageQuery(badgeId)).data;
  if (!badge || !isAdmin(useViewer())) return <NotFound />;
  return (
    <CorrectionTexts>
      <Holders badge={badge} />
    </CorrectionTexts>
  );
}

function Holders({ badge }: { badge: BadgeHeld }) {
  const t = useCorrectionText();
  const viewer = useViewer();
  const search = route.useSearch();
  const title = t('holders.title', { name: badge.name });
  const standfirst = badge.recipient === 'UNIT' ? 'holders.standfirst.unit' : 'holders.standfirst';
  const actions = (
    <>
      <ButtonLink to="/admin/badges/$badgeId" params={{ badgeId: badge.id }} variant="default"><T id="holders.rule" /></ButtonLink>
      {mayGive(badge, viewer) && <GiveButton badge={badge} variant="filled" />}
    </>
  );
  return (
    <Page title={title}>
      <Crumbs up={<Link to="/badges/$badgeId" params={{ badgeId: badge.id }}>{badge.name}</Link>} here={t('holders.crumb')} />
      <div className={classes.head}>
        <PageHead title={title} standfirst={<T id={search.view === 'courtesy' ? 'courtesy.standfirst' : standfirst} />} actions={actions} />
      </div>
      <Segments label={t('holders.views')}>
        {VIEWS.map((view) => (
          <Link key={view ?? 'holders'} to="/admin/badges/$badgeId/holders" params={{ badgeId: badge.id }} search={{ view }} activeOptions={{ exact: true }} resetScroll={false} aria-current={search.view === view ? 'page' : undefined}>
            <T id={`holders.view.${view ?? 'holders'}`} />
          </Link>
        ))}
      </Segments>
      {search.view === 'trail' ? <Trail badge={badge.id} /> : <HolderList key={search.view} badge={badge} search={search} />}
    </Page>
  );
}
