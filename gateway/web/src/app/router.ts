import { createRouter } from '@tanstack/react-router';
import { leaveForSignIn } from './leaveForSignIn';
import { createQueryClient } from './queryClient';
import { routeTree } from './routes';
import { PageError } from './PageError';
import { NotFound } from './NotFound';
import { Waiting } from './Waiting';

/** The router and the query client, which know each other: a session that ends leads to the sign-in page, unless something is being filled in. */
export function createApp() {
  const queryClient = createQueryClient(() => {
    if (!isFillingIn()) leaveForSignIn(router);
  });
  const router = createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 150,
    defaultPendingMinMs: 200,
    scrollRestoration: true,
    defaultPendingComponent: Waiting,
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: NotFound,
  });
  return { queryClient, router };
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createApp>['router'];
  }
  interface HistoryState {
    /** The way here was the news that this badge was earned: it arrives on its page too. */
    arrived?: boolean;
  }
}

/** Leaving would lose what is in a form, or chosen and kept nowhere yet: whoever sends it is told there how to go on. */
function isFillingIn(): boolean {
  return document.querySelector('form, fieldset') !== null;
}
