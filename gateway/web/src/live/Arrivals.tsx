import { useSyncExternalStore } from 'react';
import { useIntl } from 'react-intl';
import { current, subscribe } from './arrivals';
import classes from './Arrivals.module.css';
import { ArrivalToast } from './ArrivalToast';

/** Where badges arrive: a polite live region that never takes the focus. */
export function Arrivals({ onDismiss }: { onDismiss: () => void }) {
  const intl = useIntl();
  const arrivals = useSyncExternalStore(subscribe, current);
  const [latest] = arrivals;
  return (
    <section aria-label={intl.formatMessage({ id: 'arrival.region' })} aria-live="polite" className={classes.region}>
      {latest && <ArrivalToast key={latest.id} award={latest} more={arrivals.length - 1} onDismiss={onDismiss} />}
    </section>
  );
}
