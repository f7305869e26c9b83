import { useIntl } from 'react-intl';
import type { BadgeOnPage } from '../../badges/BadgePage';
import { awardTitle } from '../../badges/words';
import type { FormerAwardFragment } from '../../gen/graphql';
import { Day } from '../../text/Dates';
import { T } from '../text/texts';

/** Until when it was good, and how to have it again. */
export function ExpiredAward({ badge, award }: { badge: BadgeOnPage; award: FormerAwardFragment }) {
  const title = awardTitle(useIntl(), { badge, tier: award.tier });
  return (
    <>
      <h3><T id="former.expired" values={{ title, day: award.endedAt && <Day at={award.endedAt} long /> }} /></h3>
      <p className="t-second"><T id="former.why.TIME" /> <Renewal badge={badge} /></p>
    </>
  );
}

function Renewal({ badge: { state, byHand, trace } }: { badge: BadgeOnPage }) {
  if (state === 'RETIRED') return <T id="former.renew.retired" />;
  if (byHand) return <T id="former.renew.given" />;
  if (trace.done) return <T id="former.renew.never" />;
  return trace.nextStep ? <T id="former.renew" values={{ next: trace.nextStep }} /> : <T id="former.renew.plain" />;
}
