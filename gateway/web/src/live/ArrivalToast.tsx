import { CloseButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import type { ArrivedAwardFragment } from '../gen/graphql';
import { awardTitle } from '../badges/words';
import classes from './ArrivalToast.module.css';
import { ArrivingBadge } from './ArrivingBadge';

interface ArrivalToastProps {
  award: ArrivedAwardFragment;
  /** How many others arrived and wait. */
  more: number;
  onDismiss: () => void;
}

/** A badge arrives: one toast for all of them, which stays until dismissed. */
export function ArrivalToast({ award, more, onDismiss }: ArrivalToastProps) {
  const intl = useIntl();
  return (
    <div className={classes.toast}>
      <ArrivingBadge badge={award.badge} size={96} state="earned" tier={award.tier?.id} decorative />
      <div className={classes.words}>
        <p className={`t-heading t-side ${classes.title}`}>{awardTitle(intl, award)}</p>
        <p className="t-small t-second">
          {award.unit ? <FormattedMessage id="arrival.together" values={{ unit: award.unit.name }} /> : award.badge.rule}
        </p>
        <p className={`t-small ${classes.links}`}>
          <Link to="/badges/$badgeId" params={{ badgeId: award.badge.id }} state={{ arrived: true }} className="t-link" onClick={onDismiss}>
            <FormattedMessage id="arrival.why" />
          </Link>
          {more > 0 && (
            <Link to="/badges" search={{ show: 'earned' }} className={classes.more} onClick={onDismiss}>
              <FormattedMessage id="arrival.more" values={{ n: more }} />
            </Link>
          )}
        </p>
      </div>
      <CloseButton className={classes.close} aria-label={intl.formatMessage({ id: 'arrival.dismiss' })} onClick={onDismiss} />
    </div>
  );
}
