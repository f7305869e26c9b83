import { FormattedMessage } from 'react-intl';
import { Bar } from '../parts/Bar';
import { Avatar } from '../parts/Avatar';
import { Section } from '../parts/Section';
import { useWords } from '../text/words';
import type { ChallengeOnPage } from './ChallengePage';
import classes from './Participants.module.css';

/** Who takes part and chose to appear, in the order they joined: no ranking. */
export function Participants({ challenge: { participants, joinedCount } }: { challenge: ChallengeOnPage }) {
  const words = useWords();
  const shown = participants.edges.map(({ node }) => node);
  const others = joinedCount - shown.length;
  return (
    <Section title={<FormattedMessage id="challenge.participants" />} aside={<span className="t-quiet">{participants.totalCount}</span>}>
      {shown.length === 0 && <p className="t-second"><FormattedMessage id="challenge.participants.none" /></p>}
      <ul className={classes.list}>
        {shown.map(({ person, have, need, completedAt }) => (
          <li key={person.id} className={classes.row}>
            <Avatar person={person} />
            <div className={classes.name}>
              <b>{person.displayName}</b>
              <div className="t-micro t-quiet">{person.unit?.name}</div>
            </div>
            <div className={classes.share}>
              <span className="t-small t-number">
                {completedAt ? <FormattedMessage id="challenge.done.one" /> : words.share(have, need)}
              </span>
              <Bar have={have} need={need} />
            </div>
          </li>
        ))}
      </ul>
      {others > 0 && <p className={`t-small t-quiet ${classes.others}`}><FormattedMessage id="challenge.participants.others" values={{ n: others }} /></p>}
    </Section>
  );
}
