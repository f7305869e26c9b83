import type { ReactNode } from 'react';
import { FormattedNumber } from 'react-intl';
import type { DryRunOutcomeFragment } from '../../gen/graphql';
import { Bar } from '../../parts/Bar';
import { holderOf } from '../../parts/holder';
import { PersonLine } from '../../parts/PersonLine';
import { Day } from '../../text/Dates';
import { T, type RuleText } from '../text/texts';
import classes from './Release.module.css';

const SHOWN = 8;

/** Who it would be: by tier, by unit, those who lack little, and some of those who would hold it. */
export function Outcome({ run: { byTier, byUnit, nearMisses, samples, recipients } }: { run: DryRunOutcomeFragment }) {
  return (
    <details className={classes.details}>
      <summary className="t-small t-link"><T id="rules.dryRun.details" /></summary>
      <div className={classes.lists}>
        {byTier.length > 0 && <Totals title="rules.dryRun.byTier" whole={recipients} items={byTier.map(({ tier, total }) => ({ id: tier.id, name: tier.name, total }))} />}
        {byUnit.length > 0 && <Totals title="rules.dryRun.byUnit" whole={recipients} items={byUnit.flatMap(({ unit, total }) => (unit ? [{ id: unit.id, name: unit.name, total }] : []))} />}
        {nearMisses.length > 0 && (
          <People title="rules.dryRun.nearly">
            {nearMisses.slice(0, SHOWN).map(({ nextStep, ...one }) => <li key={holderOf(one).id}><PersonLine person={holderOf(one)} size={28}>{nextStep}</PersonLine></li>)}
          </People>
        )}
        {samples.length > 0 && (
          <People title="rules.dryRun.samples">
            {samples.slice(0, SHOWN).map(({ tier, earnedAt, evidenceCount, ...one }) => (
              <li key={`${holderOf(one).id} ${tier?.id}`}>
                <PersonLine person={holderOf(one)} size={28}>
                  {tier && <>{tier.name}, </>}<Day at={earnedAt} />, <T id="rules.dryRun.evidence" values={{ n: evidenceCount }} />
                </PersonLine>
              </li>
            ))}
          </People>
        )}
      </div>
    </details>
  );
}

interface TotalsProps {
  title: RuleText;
  whole: number;
  items: readonly { id: string; name: string; total: number }[];
}

function Totals({ title, whole, items }: TotalsProps) {
  return (
    <div>
      <h2 className={classes.listTitle}><T id={title} /></h2>
      <ul className={classes.totals}>
        {items.map(({ id, name, total }) => (
          <li key={id} className="t-small">
            <span>{name}</span>
            <Bar have={total} need={whole} />
            <span className="t-number"><FormattedNumber value={total} /></span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function People({ title, children }: { title: RuleText; children: ReactNode }) {
  return (
    <div>
      <h2 className={classes.listTitle}><T id={title} /></h2>
      <ul className={classes.people}>{children}</ul>
    </div>
  );
}
