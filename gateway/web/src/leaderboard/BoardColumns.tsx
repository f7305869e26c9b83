import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import type { BoardHeadFragment } from '../gen/graphql';
import { AsOf } from '../text/Dates';
import classes from './BoardColumns.module.css';
import { MyStanding } from './MyStanding';

/** The table at the left with its fine print; the viewer's own standing at the right. */
export function BoardColumns({ board, children }: { board: BoardHeadFragment; children: ReactNode }) {
  return (
    <div className={classes.columns}>
      <div className={classes.main}>
        {children}
        <p className="t-small t-quiet">
          <AsOf at={board.asOf} />. <FormattedMessage id="board.ties" />{' '}
          {board.hidden > 0 && <><FormattedMessage id="board.hidden" values={{ n: board.hidden }} />{' '}</>}
          <Link to="/privacy" className="t-link"><FormattedMessage id="board.privacy" /></Link>
        </p>
      </div>
      <MyStanding board={board} />
    </div>
  );
}
