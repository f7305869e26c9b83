import { FormattedMessage, FormattedNumber, useIntl } from 'react-intl';
import type { RankRowFragment } from '../gen/graphql';
import { Avatar } from '../parts/Avatar';
import classes from './RankTable.module.css';

/** Ranks as a real table; ties repeat the rank, and the viewer's own row is tinted. */
export function RankTable({ rows }: { rows: readonly RankRowFragment[] }) {
  const intl = useIntl();
  return (
    <table className={classes.table}>
      <caption className="visually-hidden">{intl.formatMessage({ id: 'board.title' })}</caption>
      <thead>
        <tr>
          <th scope="col" className={classes.rank}><FormattedMessage id="board.rank" /></th>
          <th scope="col"><FormattedMessage id="board.person" /></th>
          <th scope="col" className={classes.unit}><FormattedMessage id="board.unit" /></th>
          <th scope="col" className={classes.points}><FormattedMessage id="board.points" /></th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <RankRow key={row.person.id} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function RankRow({ row: { rank, person, points, me } }: { row: RankRowFragment }) {
  return (
    <tr className={me ? classes.me : undefined} aria-current={me || undefined}>
      <td className={classes.rank}><FormattedNumber value={rank} /></td>
      <th scope="row">
        <span className={classes.person}>
          <Avatar person={person} />
          <span>
            {person.displayName}
            {me && <span className={classes.you}> <FormattedMessage id="board.you" /></span>}
          </span>
        </span>
      </th>
      <td className={`t-small ${classes.unit}`}>{person.unit?.name}</td>
      <td className={classes.points}><FormattedNumber value={points} /></td>
    </tr>
  );
}
