import { FormattedMessage } from 'react-intl';
import type { ChallengeRowFragment } from '../gen/graphql';
import { Day } from '../text/Dates';
import { lastMoment } from './window';

type Challenge = Pick<ChallengeRowFragment, 'status' | 'startsAt' | 'endsAt' | 'timezone'>;

/** "starts 1 Dec", "ends 31 Jan", "ended 31 Oct": the end is the last day one may still take part. */
export function WindowEnd({ challenge: { status, startsAt, endsAt, timezone } }: { challenge: Challenge }) {
  if (status === 'CANCELLED') return <FormattedMessage id="challenge.cancelled" />;
  if (status === 'SCHEDULED') return <FormattedMessage id="challenge.starts" values={{ day: <Day at={startsAt} zone={timezone} /> }} />;
  const day = <Day at={lastMoment(endsAt)} zone={timezone} />;
  return <FormattedMessage id={status === 'CLOSED' ? 'challenge.ended' : 'challenge.ends'} values={{ day }} />;
}
