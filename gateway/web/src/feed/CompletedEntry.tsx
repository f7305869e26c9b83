import { Link } from '@tanstack/react-router';
import { FormattedMessage } from 'react-intl';
import { Avatar } from '../parts/Avatar';
import { EntryShape } from './EntryShape';
import classes from './EntryShape.module.css';
import type { EntryOf } from './FeedEntry';

export function CompletedEntry({ entry: { person, challenge, occurredAt } }: { entry: EntryOf<'ChallengeCompletedItem'> }) {
  const title = (
    <Link to="/challenges/$challengeId" params={{ challengeId: challenge.id }} className={classes.title}>
      {challenge.title}
    </Link>
  );
  return (
    <EntryShape
      at={occurredAt}
      picture={<Avatar person={person} size={40} />}
      line={<FormattedMessage id="feed.completed" values={{ person: <b>{person.displayName}</b>, challenge: title }} />}
    >
      <p className={classes.text}>{challenge.rule}</p>
    </EntryShape>
  );
}
