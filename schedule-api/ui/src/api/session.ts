import { i18next } from '../i18n';
import { forgetGrant, grantHeader } from './grant';
import { issuer, Refused, type Door } from './issuer';
import * as ownTokens from './ownTokens';
import type { components } from './schema';

export type Caller = components['schemas']['Caller'];

/**
 * Who is signed in. The access token lives in this page's memory.
 * `expired`: somebody was signed in and may go on after signing in again, with all unsaved work still there.
 * `stranger`: the issuer let somebody in who is no member here.
 */
export type Session =
  | { state: 'loading' }
  | { state: 'out'; refused?: string; stranger?: boolean }
  | { state: 'in'; caller: Caller }
  | { state: 'expired'; caller: Caller };

let session: Session = { state: 'loading' };
let accessToken = '';
let refreshing: Promise<boolean> | null = null;
const listeners = new Set<() => void>();

/** How often a member of this page has signed out, so that nothing which was under way then brings a token afterwards. */
let departures = 0;

/** Tells the other pages of this browser that its member has signed out at the issuer. */
const signedOut = issuer ? new BroadcastChannel('roomcast.signed-out') : null;
signedOut?.addEventListener('message', () => {
  departures++;
  accessToken = '';
  void import('./outsideTokens').then(({ forget }) => forget());
  expire();
});

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

/** Loaded only where it is used. */
async function door(): Promise<Door> {
  return issuer ? import('./outsideTokens') : ownTokens;
}

/** Signs in where the browser was signed in before; called at the start, again and again while the server is away. */
export async function resume(): Promise<void> {
  try {
    const kept = accessToken !== '';
    if (kept || (await refresh())) {
      await enter(kept);
    } else {
      change({ state: 'out' });
    }
  } catch (problem) {
    if (!(problem instanceof Refused)) {
      throw problem;
    }
    change({ state: 'out', refused: problem.message });
  }
}

/** @returns null, or why it was refused */
export async function signIn(loginId: string, password: string): Promise<string | null> {
  const answer = await ownTokens.login(loginId, password);
  if ('refused' in answer) {
    return answer.refused;
  }
  accessToken = answer.accessToken;
  await enter();
  return null;
}

/** Leaves this page for the issuer's, and comes back to it. @param another whether the issuer shall ask who it is */
export async function signInAtIssuer(another: boolean): Promise<void> {
  const { redirect } = await import('./outsideTokens');
  await redirect(another);
}

/**
 * In a window of its own, so that this page keeps its unsaved work; nothing of another's is taken over.
 *
 * @param another whether the issuer shall ask who it is
 * @param signal that the window is not waited for any more
 * @returns null, or why it was refused
 */
export async function signInAgainAtIssuer(another: boolean, signal: AbortSignal): Promise<string | null> {
  const { popup } = await import('./outsideTokens');
  const visitor = await popup(another, signal);
  // Under no grant: another's would be refused here, and say nothing of who it is.
  const answer = await me(visitor.accessToken);
  if (answer.status === 401 || answer.status === 403) {
    return (await notLetIn(answer)).refused;
  }
  if (!answer.ok) {
    throw new TypeError(`me: ${answer.status}`);
  }
  if (session.state !== 'expired' || (await answer.json()).memberId !== session.caller.memberId) {
    return i18next.t('session.another');
  }
  await visitor.keep();
  accessToken = visitor.accessToken;
  await enter();
  return null;
}

/** Ends the login, and with a fresh page everything that was shown under it. */
export async function signOut(): Promise<void> {
  const next = await (await door()).leave();
  forgetGrant();
  accessToken = '';
  signedOut?.postMessage('');
  location.assign(next);
}

/** Gets a fresh access token; false when the person must sign in again. One call at a time. */
export function refresh(): Promise<boolean> {
  const before = departures;
  refreshing ??= door()
    .then((it) => it.fresh(session.state === 'in' || session.state === 'expired' ? session.caller.loginId : undefined))
    .then((token) => {
      if (token === null || departures !== before) {
        return false;
      }
      accessToken = token;
      if (session.state === 'expired') {
        change({ state: 'in', caller: session.caller });
      }
      return true;
    })
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
}

export function expire(): void {
  if (session.state === 'in') {
    change({ state: 'expired', caller: session.caller });
  }
}

/** @param kept whether the token is one of before, which may have ended */
async function enter(kept = false): Promise<void> {
  const response = await me(accessToken, grantHeader());
  if (response.ok) {
    change({ state: 'in', caller: await response.json() });
  } else if (response.status === 403 && forgetGrant()) {
    if (session.state === 'expired') {
      // What this page shows was read under the grant.
      location.assign('/app/');
    }
    await enter();
  } else if (response.status === 401 && kept && (await refresh())) {
    await enter();
  } else if (response.status === 401 || response.status === 403) {
    accessToken = '';
    change(issuer ? { state: 'out', ...(await notLetIn(response)) } : { state: 'out' });
  } else {
    throw new TypeError(`me: ${response.status}`);
  }
}

/** The issuer knows the person, and this service does not, or does not take the issuer's token. */
async function notLetIn(response: Response): Promise<{ refused: string; stranger: boolean }> {
  const { code, title } = (await response.json().catch(() => ({}))) as { code?: string; title?: string };
  const { forget } = await import('./outsideTokens');
  await forget();
  const stranger = code === 'unknown_member';
  return { refused: response.status === 403 && title ? title : i18next.t(stranger ? 'session.stranger' : 'session.tokenRefused'), stranger };
}

function me(token: string, grant: Record<string, string> = {}): Promise<Response> {
  return fetch(`${location.origin}/api/me`, { headers: { Authorization: `Bearer ${token}`, ...grant } });
}
