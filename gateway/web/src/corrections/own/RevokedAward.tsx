import { useQuery } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import type { BadgeOnPage } from '../../badges/BadgePage';
import { awardTitle } from '../../badges/words';
import type { AwardDecisionsQuery, DecisionKind, EndReason, FormerAwardFragment } from '../../gen/graphql';
import { Problem } from '../../parts/Problem';
import { Block } from '../../parts/Skeleton';
import { Day } from '../../text/Dates';
import { decisionsQuery } from '../queries';
import { Quote } from '../Quote';
import { T } from '../text/texts';
import { Appealing } from './Appealing';
import classes from './FormerAwards.module.css';

export type Decisions = AwardDecisionsQuery['decisions'];
export type Decision = Decisions[number];

interface RevokedAwardProps {
  badge: BadgeOnPage;
  award: FormerAwardFragment;
  heldAgain: boolean;
}

/** When it was taken back and why, in the words of whoever did; then the appeal and its answer. */
export function RevokedAward({ badge, award, heldAgain }: RevokedAwardProps) {
  const title = awardTitle(useIntl(), { badge, tier: award.tier });
  const { data, error } = useQuery(decisionsQuery(award.id));
  const said = (kind: DecisionKind) => data?.decisions.findLast((one) => one.kind === kind);
  const revoked = said('REVOKED');
  return (
    <>
      <h3><T id="former.revoked" values={{ title, day: award.endedAt && <Day at={award.endedAt} long /> }} /></h3>
      {revoked ? <Said decision={revoked} /> : data && <Because why={award.endedBecause} />}
      {!data && !error && <Block width="min(420px, 90%)" />}
      <Problem error={error} />
      {data && <Appealing award={award.id} title={title} appealed={said('APPEALED')} upheld={said('UPHELD')} reinstated={said('REINSTATED')} heldAgain={heldAgain} />}
      {data && !heldAgain && !badge.byHand && badge.state === 'LIVE' && <p className="t-small t-second"><T id="former.again" /></p>}
    </>
  );
}

/** Somebody's words, under their name. */
export function Said({ decision: { by, text } }: { decision: Decision }) {
  return (
    <div className={classes.said}>
      <p className="t-small t-second"><T id="former.said" values={{ name: by.displayName }} /></p>
      <Quote>{text}</Quote>
    </div>
  );
}

function Because({ why }: { why: EndReason | null }) {
  return <p className="t-second"><T id={`former.why.${why ?? 'MANUAL'}`} /></p>;
}
