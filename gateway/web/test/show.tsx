import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import { createIntl } from 'react-intl';
import type { ReactNode } from 'react';
import { viewerQuery, type Viewer } from '../src/app/viewer';
import en from '../src/text/en.json';
import { languageOf, loadTexts } from '../src/text/languages';
import { TextProvider } from '../src/text/TextProvider';
import { theme } from '../src/theme/theme';

export const ZONE = 'Europe/Berlin';

/** Texts as a person in Berlin reads them. */
export const intl = createIntl({ locale: 'en-GB', messages: en, timeZone: ZONE });

export const amara: Viewer = {
  id: 'e-1',
  roles: ['EMPLOYEE'],
  locale: 'en-GB',
  timezone: ZONE,
  person: { id: 'e-1', displayName: 'Amara Diallo', unit: { id: 'u-1', name: 'Payments platform' } },
  managedUnits: [],
  organization: { name: 'Fjordline Pay', timezone: ZONE },
};

/** Renders something with all that stands around it: theme, texts, router, and Amara signed in. */
export async function show(children: ReactNode, viewer = amara) {
  return showTree(createRootRoute({ component: () => <>{children}</>, notFoundComponent: () => null }), '/', viewer);
}

interface PageOptions {
  component: () => ReactNode;
  validateSearch?: (search: Record<string, unknown>) => object;
}

/** Renders the page at an address, among pages that one may go to from there. */
export async function showPages(pages: Record<string, PageOptions>, address: string, viewer = amara) {
  const root = createRootRoute();
  const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in' });
  const routes = Object.entries(pages).map(([path, options]) => createRoute({ getParentRoute: () => signedIn, path, ...options } as never));
  return showTree(root.addChildren([signedIn.addChildren(routes)]) as never, address, viewer);
}

async function showTree(routeTree: ReturnType<typeof createRootRoute>, address: string, viewer: Viewer) {
  await loadTexts(languageOf(viewer.locale));
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  queryClient.setQueryData(viewerQuery.queryKey, { viewer });
  const router = createRouter({ routeTree, history: createMemoryHistory({ initialEntries: [address] }) });
  await router.load();
  const shown = render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={queryClient}>
        <TextProvider locale={viewer.locale} timezone={ZONE}>
          <RouterProvider router={router as never} />
        </TextProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { ...shown, router, queryClient };
}
