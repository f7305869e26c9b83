import { useIntl } from 'react-intl';
import type { BadgeOnPage } from '../../badges/BadgePage';
import { awardTitle } from '../../badges/words';
import type { EndReason, FormerAwardFragment } from '../../gen/graphql';
import { Day } from '../../text/Dates';
import { T, type CorrectionText } from '../text/texts';

interface UnitsAwardProps {
  badge: BadgeOnPage;
  award: FormerAwardFragment;
  unit: string;
}

/** What a unit of the viewer's held: until when, and why it ended. Who decided what is told to no member, and none can appeal. */
export function UnitsAward({ badge, award: { tier, state, endedAt, endedBecause }, unit }: UnitsAwardProps) {
  const title = awardTitle(useIntl(), { badge, tier });
  const heading = state === 'EXPIRED' ? 'former.unit.expired' : 'former.unit.revoked';
  return (
    <>
      <h3><T id={heading} values={{ title, unit, day: endedAt && <Day at={endedAt} long /> }} /></h3>
      <p className="t-second"><T id={WHY[endedBecause ?? 'MANUAL']} /></p>
    </>
  );
}

const WHY: Record<EndReason, CorrectionText> = {
  RETRACTION: 'former.unit.why.RETRACTION',
  EDIT: 'former.why.EDIT',
  MERGE: 'former.unit.why.MERGE',
  MANUAL: 'former.unit.why.MANUAL',
  TIME: 'former.why.TIME',
};
