import type { ReactNode } from 'react';
import { FormattedNumber } from 'react-intl';
import type { DryRunOutcomeFragment } from '../../gen/graphql';
import { AsOf } from '../../text/Dates';
import { T } from '../text/texts';
import classes from './Release.module.css';

/** The server names no more people than these. */
const MOST_NEAR = 20;

/** What a dry run found, in a few numbers. */
export function Figures({ run, stale }: { run: DryRunOutcomeFragment; stale: boolean }) {
  const { recipients, difference, nearMisses, people, scanned, endedAt } = run;
  return (
    <div className={classes.figures} data-stale={stale || undefined}>
      <Figure n={recipients}><T id="rules.dryRun.recipients" values={{ n: recipients }} /></Figure>
      <Figure n={difference.gained} sign="+"><T id="rules.dryRun.gained" /></Figure>
      <Figure n={difference.lost} sign="−"><T id="rules.dryRun.lost" /></Figure>
      <Figure n={nearMisses.length} more={nearMisses.length === MOST_NEAR}><T id="rules.dryRun.near" /></Figure>
      <p className={`t-micro ${classes.scope}`}>
        <T id="rules.dryRun.scope" values={{ people, facts: scanned }} />
        <br />
        {endedAt && <AsOf at={endedAt} />}
        {stale && <><br /><T id="rules.dryRun.stale" /></>}
      </p>
    </div>
  );
}

interface FigureProps {
  n: number;
  sign?: string;
  /** Whether there may be more than were counted. */
  more?: boolean;
  children: ReactNode;
}

function Figure({ n, sign = '', more = false, children }: FigureProps) {
  return (
    <div>
      <p className="t-big">{n > 0 && sign}<FormattedNumber value={n} />{more && '+'}</p>
      <p className="t-small t-second">{children}</p>
    </div>
  );
}
