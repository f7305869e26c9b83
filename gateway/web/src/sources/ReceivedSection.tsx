import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { More } from '../parts/More';
import { Problem } from '../parts/Problem';
import { Section } from '../parts/Section';
import { Segments } from '../parts/Segments';
import { RowShapes } from '../parts/Skeleton';
import { receivedPages } from './queries';
import { ReceivedTable } from './ReceivedTable';
import classes from './SourcePage.module.css';

interface ReceivedSectionProps {
  sourceId: string;
  refusedOnly: boolean;
}

/** What this source sent lately, and what became of it. */
export function ReceivedSection({ sourceId, refusedOnly }: ReceivedSectionProps) {
  const list = useInfiniteQuery(receivedPages(sourceId, refusedOnly));
  const events = list.data?.pages.flatMap((page) => page.source?.recent.edges.map(({ node }) => node) ?? []);
  return (
    <Section title={<FormattedMessage id="received.title" />} aside={<Filter sourceId={sourceId} />}>
      {list.isPending && <RowShapes rows={5} />}
      <Problem error={list.error} />
      {events?.length === 0 && (
        <p className="t-second"><FormattedMessage id={refusedOnly ? 'received.noneRefused' : 'received.none'} /></p>
      )}
      {events && events.length > 0 && <ReceivedTable events={events} />}
      <div className={classes.below}>
        <More pages={list} label="received.more" />
      </div>
    </Section>
  );
}

function Filter({ sourceId }: { sourceId: string }) {
  const intl = useIntl();
  return (
    <Segments label={intl.formatMessage({ id: 'received.filter' })}>
      {([undefined, 'refused'] as const).map((events) => (
        <Link
          key={events ?? 'all'}
          to="/sources/$sourceId"
          params={{ sourceId }}
          search={{ events }}
          activeOptions={{ exact: true }}
          resetScroll={false}
        >
          <FormattedMessage id={`received.show.${events ?? 'all'}`} />
        </Link>
      ))}
    </Segments>
  );
}
