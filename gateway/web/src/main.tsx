import './theme/layers.css';
import './gen/theme.css';
import './theme/mantine.css';
import './theme/fonts.css';
import './theme/base.css';

import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApp } from './app/router';
import { browserLocale, languageOf, loadTexts } from './text/languages';
import { theme } from './theme/theme';

const { queryClient, router } = createApp();
document.documentElement.lang = browserLocale();
// Should they not come, the door is English.
void loadTexts(languageOf(browserLocale())).catch(() => undefined).then(draw);

function draw() {
  createRoot(document.getElementById('root') as HTMLElement).render(
    <StrictMode>
      {/* The variables are in gen/theme.css: no style element is written at run time. */}
      <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
