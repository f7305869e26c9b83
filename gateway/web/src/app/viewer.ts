import { useSuspenseQuery } from '@tanstack/react-query';
import { queryFor } from '../api/queries';
import { ViewerDocument, type ViewerQuery } from '../gen/graphql';

export const viewerQuery = queryFor(ViewerDocument, {}, ['PROFILE']);

export type Viewer = ViewerQuery['viewer'];

/** Who is signed in. Only below the signed-in route, which has fetched it. */
export function useViewer(): Viewer {
  return useSuspenseQuery(viewerQuery).data.viewer;
}

/** Whether the viewer may launch challenges. */
export function mayLaunch(viewer: Viewer): boolean {
  return viewer.managedUnits.length > 0 || isAdmin(viewer);
}

export function isAdmin(viewer: Viewer): boolean {
  return viewer.roles.includes('ADMIN');
}
