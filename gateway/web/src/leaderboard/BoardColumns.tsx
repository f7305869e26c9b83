import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import type { BoardHeadFragment } from '../gen/graphql';
import { AsOf } from '../text/Dates';
import classes from './BoardColumns.module.css';
import { MyStanding } from './MyStanding';

interface BoardColumnsProps {
  board: BoardHeadFragment;
  /** Not where the rows' place says already that the viewer has none. */
  standing?: boolean;
  children: ReactNode;
}

/** The table at the left with its fine print; the viewer's own standing at the right. */
export function BoardColumns({ board, standing = true, children }: BoardColumnsProps) {
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
      {standing && <MyStanding board={board} />}
    </div>
  );
}
