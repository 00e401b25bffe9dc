/** What no first screen needs, but must be there when it is needed, be the server away or not: loaded as soon as there is time. */
export const later = {
  dialogs: () => import('./Dialogs'),
  expired: () => import('./session/Expired'),
};

export function loadTheRest(): void {
  const load = () => Object.values(later).forEach((part) => void part());
  // Safari has no idle callbacks.
  if ('requestIdleCallback' in window) {
    requestIdleCallback(load, { timeout: 5_000 });
  } else {
    setTimeout(load, 2_000);
  }
}
