import { FormattedMessage, useIntl } from 'react-intl';
import { awardTitle } from '../badges/words';
import { Day } from '../text/Dates';
import classes from './Share.module.css';

interface AwardHeadProps {
  badge: { name: string };
  tier: { name: string } | null;
  earnedAt: string;
}

/** Which award it is: of a badge that is earned again and again, the day tells. */
export function AwardHead({ badge, tier, earnedAt }: AwardHeadProps) {
  return (
    <div>
      <p className={classes.what}>{awardTitle(useIntl(), { badge, tier })}</p>
      <p className="t-small t-second"><FormattedMessage id="share.earned" values={{ day: <Day at={earnedAt} /> }} /></p>
    </div>
  );
}
