import { authorized, Problem, problemOf } from '../api/client';
import { i18next } from '../i18n';

/** Saves what only the token opens, under this name. */
export async function download(path: string, name: string): Promise<void> {
  const response = await authorized(new Request(`${location.origin}${path}`)).catch(() => {
    throw new Problem(0, i18next.t('problem.offline'));
  });
  if (!response.ok) {
    throw problemOf(response, await response.json().catch(() => undefined));
  }
  const address = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  // At once would be before the browser has begun to save it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
