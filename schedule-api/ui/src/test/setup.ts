import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import '../i18n';

// Other builds may take the processors meanwhile.
configure({ asyncUtilTimeout: 10_000 });

// What jsdom lacks and the components ask for.
Object.defineProperty(window, 'matchMedia', {
  value: (query: string) => ({
    // As wide as one likes, and nothing else.
    matches: query.includes('min-width'), media: query, addEventListener: vi.fn(), removeEventListener: vi.fn(), addListener: vi.fn(), removeListener: vi.fn(), dispatchEvent: vi.fn(),
  }),
});
window.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
Object.defineProperty(document, 'fonts', { value: { addEventListener: vi.fn(), removeEventListener: vi.fn() } });
window.scrollTo = () => {};
Element.prototype.scrollIntoView = () => {};
URL.createObjectURL ??= () => 'blob:test';
URL.revokeObjectURL ??= () => {};

afterEach(() => {
  cleanup();
  localStorage.clear();
});
