import { FormattedDate, FormattedMessage } from 'react-intl';
import type { BadgesPageQuery } from '../gen/graphql';
import { Day } from '../text/Dates';
import { useWords } from '../text/words';

/** "Ten earned since September 2023; the latest, Good neighbour, on 18 Nov." */
export function BadgesStandfirst({ counts }: { counts: BadgesPageQuery['viewer']['badges'] }) {
  const words = useWords();
  const { earned, since, latest } = counts;
  if (!since || !latest) return <FormattedMessage id="badges.noneYet" />;
  return (
    <FormattedMessage
      id="badges.standfirst"
      values={{
        number: words.Number(earned),
        since: <FormattedDate value={since} month="long" year="numeric" />,
        latest: latest.badge.name,
        day: <Day at={latest.earnedAt} />,
      }}
    />
  );
}
