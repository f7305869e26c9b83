import { Link } from '@tanstack/react-router';
import { FormattedMessage, FormattedNumber } from 'react-intl';
import type { BoardHeadFragment } from '../gen/graphql';
import { Section } from '../parts/Section';
import classes from './MyStanding.module.css';

/** The viewer's own rank in words; hidden people see theirs too. */
export function MyStanding({ board: { me, people } }: { board: BoardHeadFragment }) {
  if (!me) {
    return (
      <aside className={classes.aside}>
        <Section side title={<FormattedMessage id="board.notYet" />}>
          <p className="t-small t-second"><FormattedMessage id="board.notYet.text" /></p>
        </Section>
      </aside>
    );
  }
  return (
    <aside className={classes.aside}>
      <Section side title={<FormattedMessage id="board.rankOf" values={{ rank: me.rank, people }} />}>
        <p className="t-small t-second">
          <span className={`t-big ${classes.points}`}><FormattedNumber value={me.points} /></span>{' '}
          <FormattedMessage id="board.pointsWord" values={{ n: me.points }} />
        </p>
        {me.aheadOfPercent !== null && me.aheadOfPercent > 0 && (
          <p className="t-small t-second"><FormattedMessage id="board.aheadOf" values={{ n: me.aheadOfPercent }} /></p>
        )}
      </Section>
      {me.toNext !== null && (
        <Section side title={<FormattedMessage id="board.nextPlace" />}>
          <p className="t-small t-second"><FormattedMessage id="board.toNext" values={{ n: me.toNext }} /></p>
          <p className={`t-small ${classes.link}`}>
            <Link to="/challenges" className="t-link"><FormattedMessage id="board.empty.action" /></Link>
          </p>
        </Section>
      )}
      {me.hidden && (
        <Section side title={<FormattedMessage id="board.youAreHidden" />}>
          <p className="t-small t-second"><FormattedMessage id="board.youAreHidden.text" /></p>
        </Section>
      )}
    </aside>
  );
}
