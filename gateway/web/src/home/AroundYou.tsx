import { Link } from '@tanstack/react-router';
import { FormattedMessage, FormattedNumber, useIntl } from 'react-intl';
import { useViewer } from '../app/viewer';
import type { HomePageQuery, RankRowFragment } from '../gen/graphql';
import { Avatar } from '../parts/Avatar';
import { Section } from '../parts/Section';
import { AsOf } from '../text/Dates';
import classes from './AroundYou.module.css';

/** The rows of this month's board next to the viewer's. */
export function AroundYou({ board }: { board: HomePageQuery['board'] }) {
  const intl = useIntl();
  const { organization } = useViewer();
  const month = intl.formatDate(board.startsAt ?? board.asOf, { month: 'long', timeZone: organization.timezone });
  const full = <Link to="/leaderboard" className="t-link"><FormattedMessage id="home.fullBoard" /></Link>;
  return (
    <Section side title={<FormattedMessage id="home.around" />} aside={full}>
      <p className={`t-small t-quiet ${classes.what}`}>
        <FormattedMessage id="home.around.what" values={{ month, n: board.people }} />
      </p>
      {board.around.length === 0 && <p className="t-small t-second"><Nowhere others={board.people > 0} /></p>}
      <ol>
        {board.around.map((row) => (
          <Row key={row.person.id} row={row} />
        ))}
      </ol>
      <p className={`t-micro t-quiet ${classes.note}`}>
        <AsOf at={board.asOf} />. {board.hidden > 0 && <FormattedMessage id="home.hidden" values={{ n: board.hidden }} />}
      </p>
    </Section>
  );
}

/** The viewer has no points yet; nor has anybody, where there are no others. */
function Nowhere({ others }: { others: boolean }) {
  if (!others) return <FormattedMessage id="board.empty.text" />;
  return (
    <>
      <FormattedMessage id="board.notYet" />. <FormattedMessage id="board.notYet.text" />{' '}
      <Link to="/leaderboard" search={{ view: 'top' }} className="t-link"><FormattedMessage id="board.seeTop" /></Link>
    </>
  );
}

function Row({ row: { rank, person, points, me } }: { row: RankRowFragment }) {
  return (
    <li className={classes.row} data-me={me || undefined}>
      <span className={classes.rank}><FormattedNumber value={rank} /></span>
      <Avatar person={person} size={24} />
      <span className={classes.name}>{me ? <FormattedMessage id="home.you" /> : person.displayName}</span>
      <span className={classes.points}>
        <FormattedNumber value={points} /> <span className="visually-hidden"><FormattedMessage id="board.pointsWord" values={{ n: points }} /></span>
      </span>
    </li>
  );
}
