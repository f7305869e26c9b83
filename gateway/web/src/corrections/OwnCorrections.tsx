import type { BadgeOnPage } from '../badges/BadgePage';
import { Section } from '../parts/Section';
import { FormerAwards } from './own/FormerAwards';
import { GivenBy } from './own/GivenBy';
import { CorrectionTexts, T } from './text/texts';

/** What people decided about the viewer's awards of a badge, and what became of them. */
export function OwnCorrections({ badge }: { badge: BadgeOnPage }) {
  const { awards, ended } = badge.mine;
  return (
    <CorrectionTexts>
      <FormerAwards badge={badge} />
      <GivenBy badge={badge} />
      {badge.byHand && awards.length + ended.length === 0 && (
        <Section title={<T id="given.how" />}>
          <p className="t-second"><T id="given.how.text" /></p>
        </Section>
      )}
    </CorrectionTexts>
  );
}
