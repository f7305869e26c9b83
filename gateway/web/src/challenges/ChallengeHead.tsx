import { FormattedMessage, FormattedNumber } from 'react-intl';
import { Chip } from '../parts/Chip';
import { LeafRing } from '../parts/LeafRing';
import { useWords } from '../text/words';
import { ChallengeActions } from './ChallengeActions';
import classes from './ChallengeHead.module.css';
import type { ChallengeOnPage } from './ChallengePage';
import { WindowEnd } from './WindowEnd';

/** The challenge's name, state and actions; beside it the viewer's own ring of leaves. */
export function ChallengeHead({ challenge }: { challenge: ChallengeOnPage }) {
  const { title, description, status, points, mine } = challenge;
  return (
    <header className={classes.head}>
      <div className={classes.words}>
        <h1 className="t-lead" tabIndex={-1}>{title}</h1>
        <p className={`t-standfirst ${classes.description}`}>{description}</p>
        <p className={`t-small t-quiet ${classes.facts}`}>
          <Chip tone={status === 'OPEN' ? 'laurel' : 'neutral'}><FormattedMessage id={`challenge.status.${status}`} /></Chip>
          {mine?.completedAt && <Chip tone="gold"><FormattedMessage id="challenge.youCompleted" /></Chip>}
          {status !== 'CANCELLED' && <span><WindowEnd challenge={challenge} /></span>}
          {points > 0 && <span><FormattedMessage id="badge.points" values={{ n: points }} /></span>}
        </p>
        <ChallengeActions challenge={challenge} />
      </div>
      {mine && <MyRing challenge={challenge} mine={mine} />}
    </header>
  );
}

function MyRing({ challenge, mine }: { challenge: ChallengeOnPage; mine: NonNullable<ChallengeOnPage['mine']> }) {
  const words = useWords();
  const values = { need: mine.need, noun: words.noun(mine.need, challenge.noun) };
  return (
    <LeafRing share={mine.need > 0 ? mine.have / mine.need : 0} size={208}>
      <span className={classes.number}><FormattedNumber value={mine.have} /></span>
      <span className="t-small t-second"><FormattedMessage id="challenge.ofNeed" values={values} /></span>
    </LeafRing>
  );
}
