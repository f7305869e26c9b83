import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { NotFound } from '../app/NotFound';
import { isAdmin, useViewer } from '../app/viewer';
import { Designer } from './Designer';
import { designerQuery } from './queries';
import { DesignerTexts } from './text/texts';

const route = getRouteApi('/signed-in/admin/badges/$badgeId/design');

/** A badge's look, to be changed: for administrators. */
export function DesignerPage() {
  return isAdmin(useViewer()) ? <BadgeDesigner /> : <NotFound />;
}

/** Its draft's look, or (where there is none) what is in force. */
function BadgeDesigner() {
  const { badgeId } = route.useParams();
  const { badge, designChoices } = useSuspenseQuery(designerQuery(badgeId)).data;
  if (!badge) return <NotFound />;
  return (
    <DesignerTexts>
      <Designer key={badge.id} badge={badge.draft ?? badge} choices={designChoices} />
    </DesignerTexts>
  );
}
