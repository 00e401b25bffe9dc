import { i18next, language } from '../i18n';
import { forgetGrant, grantHeader } from './grant';
import type { components } from './schema';

export type Caller = components['schemas']['Caller'];

/**
 * Who is signed in. The access token lives in this page's memory; the refresh token in a cookie that no script can read.
 * `expired`: somebody was signed in and may go on after signing in again, with all unsaved work still there.
 */
export type Session = { state: 'loading' } | { state: 'out' } | { state: 'in'; caller: Caller } | { state: 'expired'; caller: Caller };

let session: Session = { state: 'loading' };
let accessToken = '';
let refreshing: Promise<boolean> | null = null;
const listeners = new Set<() => void>();

export function currentSession(): Session {
  return session;
}

export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function bearer(): string {
  return `Bearer ${accessToken}`;
}

function change(to: Session): void {
  session = to;
  listeners.forEach((listener) => listener());
}

/** Signs in where the browser was signed in before; called once at the start. */
export async function resume(): Promise<void> {
  if (await refresh()) {
    await enter();
  } else {
    change({ state: 'out' });
  }
}

/** @returns null, or why it was refused */
export async function signIn(loginId: string, password: string): Promise<string | null> {
  const response = await post('/api/auth/login', { loginId, password, cookie: true });
  const body = await response.json();
  if (!response.ok) {
    const seconds = response.headers.get('Retry-After');
    return seconds ? i18next.t('session.tooMany', { seconds }) : (body.title ?? body.detail);
  }
  accessToken = body.accessToken;
  await enter();
  return null;
}

/** Ends the login, and with a fresh page everything that was shown under it. */
export async function signOut(): Promise<void> {
  const answer = await exclusively(() => post('/api/auth/logout', {}));
  if (!answer.ok) {
    throw new TypeError(`logout: ${answer.status}`);
  }
  forgetGrant();
  location.assign('/app/');
}

/**
 * Gets a fresh access token; false when the person must sign in again. One call at a time, across tabs too: a refresh token
 * works once, and using it twice ends the session.
 */
export function refresh(): Promise<boolean> {
  refreshing ??= exclusively(async () => {
    const response = await post('/api/auth/refresh', {});
    if (response.status === 401 || response.status === 422) {
      return false;
    }
    if (!response.ok) {
      throw new TypeError(`refresh: ${response.status}`);
    }
    const token: string = (await response.json()).accessToken;
    if ((session.state === 'in' || session.state === 'expired') && loginOf(token) !== session.caller.loginId) {
      // Somebody else has signed in in another tab: nothing of this page may be done in their name.
      location.reload();
      throw new TypeError('another member');
    }
    accessToken = token;
    if (session.state === 'expired') {
      change({ state: 'in', caller: session.caller });
    }
    return true;
  }).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

export function expire(): void {
  if (session.state === 'in') {
    change({ state: 'expired', caller: session.caller });
  }
}

async function enter(): Promise<void> {
  const response = await fetch(`${location.origin}/api/me`, { headers: { Authorization: bearer(), ...grantHeader() } });
  if (response.ok) {
    change({ state: 'in', caller: await response.json() });
  } else if (response.status === 403 && forgetGrant()) {
    if (session.state === 'expired') {
      // What this page shows was read under the grant.
      location.assign('/app/');
    }
    await enter();
  } else if (response.status === 401 || response.status === 403) {
    change({ state: 'out' });
  } else {
    throw new TypeError(`me: ${response.status}`);
  }
}

function loginOf(token: string): string {
  const payload = token.split('.')[1] ?? '';
  return JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))).sub;
}

function exclusively<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? (navigator.locks.request('roomcast-refresh', work) as Promise<T>) : work();
}

function post(path: string, body: unknown): Promise<Response> {
  return fetch(location.origin + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': language() },
    body: JSON.stringify(body),
  });
}
