import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { FormattedMessage } from 'react-intl';
import { FeedEntry } from '../feed/FeedEntry';
import { NewsPill } from '../feed/NewsPill';
import { NoFeed } from '../feed/NoFeed';
import { useFeed } from '../feed/useFeed';
import { Section } from '../parts/Section';
import { RowShapes } from '../parts/Skeleton';
import classes from './Colleagues.module.css';

/** The newest of the feed. */
export function Colleagues({ className }: { className: string | undefined }) {
  return (
    <Suspense fallback={<div className={className}><RowShapes rows={3} /></div>}>
      <LatestEntries className={className} />
    </Suspense>
  );
}

const SHOWN = 5;

function LatestEntries({ className }: { className: string | undefined }) {
  const { entries, news, showNews } = useFeed();
  return (
    <Section
      title={<FormattedMessage id="home.colleagues" />}
      aside={<NewsPill news={news} onShow={() => void showNews()} />}
      className={className}
    >
      {entries.length === 0 ? <NoFeed /> : <ul>{entries.slice(0, SHOWN).map((entry) => <FeedEntry key={entry.id} entry={entry} />)}</ul>}
      {entries.length > SHOWN && (
        <p className={`t-small ${classes.all}`}>
          <Link to="/feed" className="t-link"><FormattedMessage id="home.wholeFeed" /></Link>
        </p>
      )}
    </Section>
  );
}
