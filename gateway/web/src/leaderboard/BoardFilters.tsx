import { Link } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { Segments } from '../parts/Segments';
import classes from './BoardFilters.module.css';
import type { BoardSearch } from './search';

const PERIODS = [undefined, 'all'] as const;
const VIEWS = [undefined, 'top'] as const;

/** Month or all time; around me or from the top. */
export function BoardFilters({ search }: { search: BoardSearch }) {
  const intl = useIntl();
  return (
    <div className={classes.bar}>
      <Segments label={intl.formatMessage({ id: 'board.period' })}>
        {PERIODS.map((period) => (
          <Link key={period ?? 'month'} to="/leaderboard" search={{ ...search, period }} activeOptions={{ exact: true }}>
            <FormattedMessage id={`board.period.${period ?? 'month'}`} />
          </Link>
        ))}
      </Segments>
      <Segments label={intl.formatMessage({ id: 'board.view' })}>
        {VIEWS.map((view) => (
          <Link key={view ?? 'around'} to="/leaderboard" search={{ ...search, view }} activeOptions={{ exact: true }}>
            <FormattedMessage id={`board.view.${view ?? 'around'}`} />
          </Link>
        ))}
      </Segments>
    </div>
  );
}
