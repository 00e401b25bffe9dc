import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import { resume } from '../api/session';
import { router } from '../router';
import { theme } from '../theme';

/** The whole app at an address, for whoever the server says is signed in. */
export async function renderApp(path: string): Promise<void> {
  router.update({ ...router.options, history: createMemoryHistory({ initialEntries: [`/app${path}`] }) } as Parameters<typeof router.update>[0]);
  await resume();
  render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
}
