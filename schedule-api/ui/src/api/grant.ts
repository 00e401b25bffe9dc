const KEY = 'roomcast.grant';

/** Of the temporary grant under which this tab works. */
export function grantHeader(): Record<string, string> {
  const id = sessionStorage.getItem(KEY);
  return id === null ? {} : { 'Roomcast-Grant': id };
}

/** Back to the rights of one's own. Returns whether it was otherwise. */
export function forgetGrant(): boolean {
  const was = sessionStorage.getItem(KEY) !== null;
  sessionStorage.removeItem(KEY);
  return was;
}

/**
 * Works under a grant from now on, or with the rights of one's own, on a fresh page: nothing that was read in one capacity
 * may be taken for what is seen in the other.
 */
export function workUnder(id: number | null): void {
  if (id === null) {
    forgetGrant();
  } else {
    sessionStorage.setItem(KEY, String(id));
  }
  location.assign('/app/');
}
