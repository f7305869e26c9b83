import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { FormattedMessage } from 'react-intl';
import { NotFound } from '../app/NotFound';
import { isAdmin, useViewer } from '../app/viewer';
import { Crumbs } from '../parts/Crumbs';
import { Page, PageHead } from '../parts/Page';
import { KeysSection } from './KeysSection';
import { sourceQuery } from './queries';
import { ReceivedSection } from './ReceivedSection';
import { SourceFigures } from './SourceFigures';
import classes from './SourcePage.module.css';

const route = getRouteApi('/signed-in/sources/$sourceId');

/** One source: its keys, and what came through them; for administrators. */
export function SourcePage() {
  return isAdmin(useViewer()) ? <Source /> : <NotFound />;
}

function Source() {
  const { sourceId } = route.useParams();
  const { events } = route.useSearch();
  const { source } = useSuspenseQuery(sourceQuery(sourceId)).data;
  if (!source) return <NotFound />;
  return (
    <Page title={source.name}>
      <Crumbs up={<Link to="/sources"><FormattedMessage id="nav.sources" /></Link>} here={source.name} />
      <div className={classes.head}>
        <PageHead title={source.name} standfirst={source.description} />
      </div>
      <SourceFigures source={source} />
      <KeysSection source={source} />
      <ReceivedSection sourceId={source.id} refusedOnly={events === 'refused'} />
    </Page>
  );
}
