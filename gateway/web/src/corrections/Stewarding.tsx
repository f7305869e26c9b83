import { Link } from '@tanstack/react-router';
import { isAdmin, useViewer } from '../app/viewer';
import type { BadgeOnPage } from '../badges/BadgePage';
import { GiveInvite } from './give/GiveInvite';
import { CorrectionTexts, T } from './text/texts';

/** What the viewer may do about a badge for others: give it; for administrators, see to its holders. */
export function Stewarding({ badge }: { badge: BadgeOnPage }) {
  const viewer = useViewer();
  return (
    <CorrectionTexts>
      <GiveInvite badge={badge} />
      {isAdmin(viewer) && (
        <section>
          <Link to="/admin/badges/$badgeId/holders" params={{ badgeId: badge.id }} className="t-link t-small"><T id="holders.manage" /></Link>
        </section>
      )}
    </CorrectionTexts>
  );
}
