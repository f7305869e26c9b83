import type { DecisionRowFragment } from '../../gen/graphql';
import { holderOf } from '../../parts/holder';
import { Moment } from '../../text/Dates';
import { useWords } from '../../text/words';
import { Quote } from '../Quote';
import { T } from '../text/texts';
import classes from './Holders.module.css';

/** What was decided; where units may be among those concerned, with the unit. */
type Decided = DecisionRowFragment & { award: { unit?: { id: string; name: string } | null } };

/** Who did what when, with their words. */
export function DecisionList({ decisions }: { decisions: readonly Decided[] }) {
  return (
    <ol className={classes.trail}>
      {decisions.map((decision) => <DecisionItem key={decision.id} decision={decision} />)}
    </ol>
  );
}

function DecisionItem({ decision: { kind, by, person, text, at, award } }: { decision: Decided }) {
  const words = useWords();
  return (
    <li>
      <div className={classes.what}>
        <p>
          <strong><T id={`trail.${kind}`} values={{ by: by.displayName, person: holderOf({ person, unit: award.unit ?? null }).displayName }} /></strong>
          {award.tier && <span className="t-small t-quiet"> · {words.Tier(award.tier.name)}</span>}
        </p>
        <span className="t-small t-quiet"><Moment at={at} /></span>
      </div>
      <Quote>{text}</Quote>
    </li>
  );
}
