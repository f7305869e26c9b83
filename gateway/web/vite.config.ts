import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { preloadFonts } from './scripts/preloadFonts.ts';

const GATEWAY = process.env.LAUREL_GATEWAY ?? 'http://127.0.0.1:8000';

export default defineConfig({
  plugins: [react(), preloadFonts(['inter-latin-opsz', 'bricolage-grotesque-latin-opsz'])],
  build: { rolldownOptions: { input: ['index.html', 'src/credential/page.css'] }, target: 'baseline-widely-available', assetsInlineLimit: 0, manifest: true, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 600 },
  server: { proxy: { '/graphql': GATEWAY, '/auth': GATEWAY, '/badges/': { target: GATEWAY, bypass: pageOrPicture }, '/b/': GATEWAY, '/credentials/': GATEWAY } },
  test: {
    environment: 'jsdom',
    pool: 'threads',
    isolate: false, // one browser stand-in for all files: half the time
    setupFiles: ['test/setup.ts'],
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 30_000, // a busy machine is no failure
    css: { modules: { classNameStrategy: 'non-scoped' } },
  },
});

/** Pictures under /badges/ come from the gateway; a page of that address is ours. */
function pageOrPicture(request: { url?: string }) {
  return request.url?.includes('.svg') ? undefined : '/index.html';
}
