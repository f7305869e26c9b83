import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

afterEach(cleanup);
configure({ asyncUtilTimeout: 10_000 }); // a busy machine is no failure

// What Mantine asks of a browser and jsdom does not have.
const nothing = () => undefined;
window.matchMedia = (query) => ({ matches: false, media: query, addEventListener: nothing, removeEventListener: nothing }) as never;
window.ResizeObserver = class {
  observe = nothing;
  unobserve = nothing;
  disconnect = nothing;
};
Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
window.HTMLElement.prototype.scrollIntoView = nothing;
