import { FormattedMessage, useIntl, type IntlShape } from 'react-intl';
import { dayFormat, distance, sameDay } from './dates';
import { useNow } from './now';

interface DateProps {
  at: string;
}

interface DayProps extends DateProps {
  /** Write the month out. */
  long?: boolean;
  /** The zone that the day is meant in, where it is not the reader's own. */
  zone?: string;
}

/** "18 Nov", with the year once it differs. */
export function Day({ at, long = false, zone }: DayProps) {
  const format = useDayText(long ? 'long' : 'short', zone);
  return <time dateTime={at}>{format(at)}</time>;
}

/** "48 min ago", "2 h ago", "Friday, 16:20", "18 Nov". */
export function Ago({ at }: DateProps) {
  const intl = useIntl();
  const dayText = useDayText('short');
  const away = distance(new Date(at), useNow());
  return <time dateTime={at}>{text()}</time>;

  function text() {
    if ('value' in away) return intl.formatMessage({ id: `date.${away.kind}` }, { value: away.value });
    if (away.kind === 'now') return intl.formatMessage({ id: 'date.now' });
    if (away.kind === 'day') return dayText(at);
    return intl.formatMessage({ id: 'date.dayTime' }, { day: intl.formatDate(at, { weekday: 'long' }), time: timeText(intl, at) });
  }
}

/** "As of today, 09:40" or "As of 18 Nov, 09:40". */
export function AsOf({ at }: DateProps) {
  return <FormattedMessage id="date.asOf" values={{ moment: <Moment at={at} /> }} />;
}

/** "today, 09:40" or "18 Nov, 09:40". */
export function Moment({ at }: DateProps) {
  const intl = useIntl();
  const now = useNow();
  const dayText = useDayText('short');
  const time = timeText(intl, at);
  const today = sameDay(new Date(at), now, intl.timeZone);
  return (
    <time dateTime={at}>
      {today ? intl.formatMessage({ id: 'date.today' }, { time }) : intl.formatMessage({ id: 'date.dayTime' }, { day: dayText(at), time })}
    </time>
  );
}

function timeText(intl: IntlShape, at: string): string {
  return intl.formatTime(at, { hour: '2-digit', minute: '2-digit' });
}

/** Writes a day as text, for places that take no element. */
export function useDayText(month: 'short' | 'long' = 'short', zone?: string): (at: string) => string {
  const intl = useIntl();
  const now = useNow();
  const timeZone = zone ?? intl.timeZone;
  return (at) => intl.formatDate(at, { ...dayFormat(new Date(at), now, timeZone, month), timeZone });
}
