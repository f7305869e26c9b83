import { FormattedMessage } from 'react-intl';
import { Avatar } from '../parts/Avatar';
import { EntryShape } from './EntryShape';
import classes from './EntryShape.module.css';
import type { EntryOf } from './FeedEntry';

export function KudosEntry({ entry: { kudos, occurredAt } }: { entry: EntryOf<'KudosItem'> }) {
  const { from, to, reason } = kudos;
  return (
    <EntryShape
      at={occurredAt}
      picture={<Avatar person={from} size={40} />}
      line={<FormattedMessage id="feed.thanked" values={{ from: <b>{from.displayName}</b>, to: <b>{to.displayName}</b> }} />}
    >
      <p className={classes.text}>
        <FormattedMessage id="feed.quote" values={{ text: reason }} />
      </p>
    </EntryShape>
  );
}
