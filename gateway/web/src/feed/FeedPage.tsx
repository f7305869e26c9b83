import { FormattedMessage, useIntl } from 'react-intl';
import { ButtonLink } from '../parts/ButtonLink';
import { More } from '../parts/More';
import { Page, PageHead } from '../parts/Page';
import { FeedEntry } from './FeedEntry';
import classes from './FeedPage.module.css';
import { NewsPill } from './NewsPill';
import { NoFeed } from './NoFeed';
import { useFeed } from './useFeed';

/** What colleagues earned, finished, launched and were thanked for. */
export function FeedPage() {
  const intl = useIntl();
  const { entries, news, pages, showNews } = useFeed();
  return (
    <Page title={intl.formatMessage({ id: 'nav.feed' })} narrow>
      <PageHead
        title={<FormattedMessage id="nav.feed" />}
        standfirst={<FormattedMessage id="feed.standfirst" />}
        actions={
          <ButtonLink to="/kudos/new">
            <FormattedMessage id="feed.thank" />
          </ButtonLink>
        }
      />
      <div className={classes.news}>
        <NewsPill news={news} onShow={() => void showNews()} />
      </div>
      {entries.length === 0 ? <NoFeed /> : <ul>{entries.map((entry) => <FeedEntry key={entry.id} entry={entry} />)}</ul>}
      <div className={classes.more}>
        <More pages={pages} label="feed.more" />
      </div>
    </Page>
  );
}
