/** What no first screen needs, but must be there when it is needed, be the server away or not: loaded as soon as there is time. */
export const later = {
  dialogs: () => untilItComes(() => import('./Dialogs')),
  expired: () => untilItComes(() => import('./session/Expired')),
};

const AGAIN_MILLIS = 5_000;

/** A page must not fall because one of these did not come at once. */
function untilItComes<T>(load: () => Promise<T>): Promise<T> {
  return load().catch(() => new Promise((resolve) => setTimeout(() => resolve(untilItComes(load)), AGAIN_MILLIS)));
}

export function loadTheRest(): void {
  const load = () => Object.values(later).forEach((part) => void part());
  // Safari has no idle callbacks.
  if ('requestIdleCallback' in window) {
    requestIdleCallback(load, { timeout: 5_000 });
  } else {
    setTimeout(load, 2_000);
  }
}
