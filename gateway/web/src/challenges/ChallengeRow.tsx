import { IconFlag } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { FormattedMessage } from 'react-intl';
import type { ChallengeRowFragment } from '../gen/graphql';
import { Bar } from '../parts/Bar';
import { useWords } from '../text/words';
import classes from './ChallengeRow.module.css';
import { WindowEnd } from './WindowEnd';

/** A challenge as a row: what, whose, how far, until when. */
export function ChallengeRow({ challenge }: { challenge: ChallengeRowFragment }) {
  const { id, title, unit, joinedCount } = challenge;
  return (
    <li className={classes.row}>
      <span className={classes.icon} aria-hidden="true">
        <IconFlag size={20} stroke={1.75} />
      </span>
      <div>
        <h3>
          <Link to="/challenges/$challengeId" params={{ challengeId: id }} className={classes.title}>
            {title}
          </Link>
        </h3>
        <p className="t-small t-quiet">
          <FormattedMessage id="challenge.unitJoined" values={{ unit: unit.name, n: joinedCount }} />
        </p>
      </div>
      <Progress challenge={challenge} />
      <p className={`t-small t-quiet ${classes.end}`}>
        <WindowEnd challenge={challenge} />
      </p>
    </li>
  );
}

function Progress({ challenge: { mine, noun, need, canJoin } }: { challenge: ChallengeRowFragment }) {
  const words = useWords();
  if (!mine) {
    return (
      <p className={`t-small t-quiet ${classes.progress}`}>
        <FormattedMessage id={canJoin ? 'challenge.asks' : 'challenge.notJoined'} values={{ n: need, noun: words.noun(need, noun) }} />
      </p>
    );
  }
  const values = { have: mine.have, need: mine.need, noun: words.noun(mine.need, noun) };
  return (
    <div className={classes.progress}>
      <p className={`t-small ${classes.share}`}>
        <FormattedMessage id={mine.completedAt ? 'challenge.completed' : 'badge.share'} values={values} />
      </p>
      <Bar have={mine.have} need={mine.need} />
    </div>
  );
}
