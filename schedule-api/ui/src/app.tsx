import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ready } from './i18n';
import { Problem } from './api/client';
import { currentSession, onSessionChange, resume } from './api/session';
import { WIDE } from './common/wide';
import { loadTheRest } from './later';
import { router } from './router';
import { theme } from './theme';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

const queries = new QueryClient({
  defaultOptions: {
    mutations: { networkMode: 'always' },
    queries: {
      // A browser that believes to be offline must not make a screen wait in silence.
      networkMode: 'always',
      staleTime: 5_000,
      // Only what may pass by itself is asked again.
      retry: (count, problem) => count < 2 && problem instanceof Problem && (problem.status === 0 || problem.status === 503),
    },
  },
});

let before = currentSession().state;
onSessionChange(() => {
  const now = currentSession().state;
  if (before === 'expired' && now === 'in') {
    void queries.invalidateQueries({ predicate: (query) => query.state.status === 'error' });
  }
  before = now;
});

/** Again and again while the server is away; the page says so meanwhile. */
function start(): void {
  resume().catch(() => setTimeout(start, 5_000));
}
start();

// A page that the browser has kept may be one of somebody who has signed out since.
addEventListener('pageshow', (event) => {
  if (event.persisted) {
    location.reload();
  }
});

await ready;

// Not on a phone: its own Korean letters look alike, and these files, ten for today's screen, have it laid out anew again and again.
if (matchMedia(WIDE).matches) {
  void import('pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css');
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
loadTheRest();
