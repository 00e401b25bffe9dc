import { authorized, Problem } from '../api/client';

/** Saves what only the token opens, under this name. */
export async function download(path: string, name: string): Promise<void> {
  const response = await authorized(new Request(`${location.origin}${path}`));
  if (!response.ok) {
    throw new Problem(response.status, String(response.status));
  }
  const address = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  // At once would be before the browser has begun to save it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
