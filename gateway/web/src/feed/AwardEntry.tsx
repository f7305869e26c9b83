import { Link } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { BadgePicture } from '../badges/BadgePicture';
import { awardTitle } from '../badges/words';
import { holderOf } from '../parts/holder';
import { EntryShape } from './EntryShape';
import classes from './EntryShape.module.css';
import type { EntryOf } from './FeedEntry';

export function AwardEntry({ entry: { award, occurredAt } }: { entry: EntryOf<'AwardItem'> }) {
  const intl = useIntl();
  const badge = (
    <Link to="/badges/$badgeId" params={{ badgeId: award.badge.id }} className={classes.title}>
      {awardTitle(intl, award)}
    </Link>
  );
  return (
    <EntryShape
      at={occurredAt}
      picture={<BadgePicture badge={award.badge} size={40} state="earned" tier={award.tier?.id} decorative />}
      line={<FormattedMessage id="feed.earned" values={{ person: <b>{holderOf(award).displayName}</b>, badge }} />}
    >
      <p className={classes.text}>{award.badge.description}</p>
    </EntryShape>
  );
}
