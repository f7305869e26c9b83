import { FormattedMessage, FormattedNumber } from 'react-intl';
import type { SourcePageQuery } from '../gen/graphql';
import { Moment } from '../text/Dates';
import classes from './SourcePage.module.css';

const FIGURES = ['accepted', 'parked', 'refused'] as const;

/** How much came, and when the last did. */
export function SourceFigures({ source }: { source: NonNullable<SourcePageQuery['source']> }) {
  return (
    <dl className={classes.figures}>
      {FIGURES.map((figure) => (
        <div key={figure}>
          <dt><FormattedMessage id={`source.${figure}.long`} /></dt>
          <dd className="t-big"><FormattedNumber value={source[figure]} /></dd>
        </div>
      ))}
      <div>
        <dt><FormattedMessage id="source.lastEvent" /></dt>
        <dd className="t-big">{source.lastEventAt ? <Moment at={source.lastEventAt} /> : <FormattedMessage id="source.never" />}</dd>
      </div>
    </dl>
  );
}
