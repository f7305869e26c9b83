import { Link } from '@tanstack/react-router';
import { FormattedMessage } from 'react-intl';
import { lastMoment } from '../challenges/window';
import { Avatar } from '../parts/Avatar';
import { Day } from '../text/Dates';
import { EntryShape } from './EntryShape';
import classes from './EntryShape.module.css';
import type { EntryOf } from './FeedEntry';

export function LaunchedEntry({ entry: { challenge, occurredAt } }: { entry: EntryOf<'ChallengeLaunchedItem'> }) {
  const { id, title, rule, owner, unit, endsAt, timezone } = challenge;
  const link = (
    <Link to="/challenges/$challengeId" params={{ challengeId: id }} className={classes.title}>
      {title}
    </Link>
  );
  return (
    <EntryShape
      at={occurredAt}
      picture={<Avatar person={owner} size={40} />}
      line={<FormattedMessage id="feed.launched" values={{ person: <b>{owner.displayName}</b>, challenge: link, unit: unit.name }} />}
    >
      <p className={classes.text}>
        <FormattedMessage id="feed.launched.text" values={{ rule, day: <Day at={lastMoment(endsAt)} zone={timezone} /> }} />
      </p>
    </EntryShape>
  );
}
