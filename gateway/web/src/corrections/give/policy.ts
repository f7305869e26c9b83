import { isAdmin, type Viewer } from '../../app/viewer';
import type { GivableBadgeFragment, WhoGives } from '../../gen/graphql';

const MAY: Record<WhoGives, (viewer: Viewer) => boolean> = {
  NOBODY: () => false,
  ADMINS: isAdmin,
  MANAGERS: (viewer) => isAdmin(viewer) || viewer.managedUnits.length > 0,
  EVERYONE: () => true,
};

/** Whether the viewer may give the badge by hand; the server asks the same again. */
export function mayGive({ state, recipient, repeat, grantPolicy }: GivableBadgeFragment, viewer: Viewer): boolean {
  return state === 'LIVE' && recipient === 'PERSON' && repeat === 'once' && MAY[grantPolicy.who](viewer);
}
