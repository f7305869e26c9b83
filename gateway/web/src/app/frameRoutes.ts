import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import { isSignedOut } from '../api/failure';
import { languageOf, loadTexts } from '../text/languages';
import { Frame } from './Frame';
import { FrameError } from './FrameError';
import { Root } from './Root';
import { viewerQuery } from './viewer';

export interface RouterContext {
  queryClient: QueryClient;
}

export const root = createRootRouteWithContext<RouterContext>()({ component: Root });

/** What only those who are signed in see; others are led to the door and back again. */
export const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    try {
      const { viewer } = await context.queryClient.ensureQueryData(viewerQuery);
      await loadTexts(languageOf(viewer.locale));
    } catch (error) {
      if (!isSignedOut(error)) throw error;
      throw redirect({ to: '/sign-in', search: { to: location.href } });
    }
  },
  component: Frame,
  errorComponent: FrameError,
});
