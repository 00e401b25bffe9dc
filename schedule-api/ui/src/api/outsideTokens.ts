import { ErrorResponse, ErrorTimeout, InMemoryWebStorage, UserManager, WebStorageStateStore, type User } from 'oidc-client-ts';
import { i18next } from '../i18n';
import { arrival, issuer, Refused } from './issuer';

/**
 * Tokens of an outside OpenID Connect issuer: authorization code with PKCE. They live in this page's memory alone; a page that
 * is loaded anew asks the issuer, where its member is still signed in, without a question to the person.
 */

/** Says that this tab was signed in, so that the issuer is asked again after a reload. */
const SIGNED_IN = 'roomcast.signed-in';
const PAGE = `${location.origin}/app/`;
const PATIENCE_SECONDS = 10;

/** The issuer would have to show a page of its own, which was not wanted. */
const MUST_ASK = ['login_required', 'interaction_required', 'consent_required', 'account_selection_required'];
const PASSES_BY_ITSELF = ['temporarily_unavailable', 'server_error'];

const settings = {
  authority: issuer?.authority ?? '',
  client_id: issuer?.clientId ?? '',
  scope: issuer?.scope ?? '',
  redirect_uri: PAGE,
  popup_redirect_uri: PAGE,
  automaticSilentRenew: false,
  requestTimeoutInSeconds: PATIENCE_SECONDS,
};

/** Of whoever is signed in on this page. */
const manager = new UserManager({ ...settings, userStore: inMemory() });

let answer = new URL(arrival);

/** A token that works now, and a way to keep it, for whoever has looked whose it is. */
export type Visitor = { accessToken: string; keep: () => Promise<void> };

export async function fresh(loginId?: string): Promise<string | null> {
  if (isAnswer(answer.searchParams)) {
    return answered();
  }
  const user = await manager.getUser();
  if (user?.refresh_token) {
    return renewed();
  }
  // Never away from a page with somebody's work in it.
  if (loginId === undefined && sessionStorage.getItem(SIGNED_IN)) {
    await manager.signinRedirect({ prompt: 'none', state: here(), redirectMethod: 'replace' });
  }
  return null;
}

/** @param another whether the issuer shall ask who it is, though it knows somebody */
export async function redirect(another: boolean): Promise<void> {
  await manager.signinRedirect({ state: here(), ...prompt(another) });
}

/**
 * In a window of its own. That it was closed cannot be known: an issuer may cut it off from this page, and then it looks so.
 *
 * @param another as of {@link redirect}
 * @param signal that it is not waited for any more
 */
export async function popup(another: boolean, signal: AbortSignal): Promise<Visitor> {
  const visitors = new UserManager({ ...settings, userStore: inMemory() });
  const user = await visitors.signinPopup({ popupSignal: signal, ...prompt(another) });
  return { accessToken: user.access_token, keep: () => manager.storeUser(user) };
}

/** This page holds no token any more, and does not ask the issuer by itself. */
export async function forget(): Promise<void> {
  sessionStorage.removeItem(SIGNED_IN);
  // Some issuers have no place for it; then it ends by itself.
  await manager.revokeTokens(['refresh_token']).catch(() => {});
  await manager.removeUser();
}

export async function leave(): Promise<string> {
  const user = await manager.getUser();
  const end = await manager.metadataService.getEndSessionEndpoint();
  await forget();
  if (!end || !user?.id_token) {
    return PAGE;
  }
  const next = new URL(end);
  next.searchParams.set('id_token_hint', user.id_token);
  next.searchParams.set('post_logout_redirect_uri', PAGE);
  return next.href;
}

function inMemory(): WebStorageStateStore {
  return new WebStorageStateStore({ store: new InMemoryWebStorage() });
}

function prompt(another: boolean) {
  return another ? { prompt: 'login' } : {};
}

/** Null: the person must sign in again; that the issuer is away is told to the caller, who may try again. */
async function renewed(): Promise<string | null> {
  try {
    return (await manager.signinSilent())?.access_token ?? null;
  } catch (problem) {
    if (isAway(problem)) {
      throw problem;
    }
    return null;
  }
}

/** No line, no answer, or one of a machine in between. */
function isAway(problem: unknown): boolean {
  if (problem instanceof ErrorResponse) {
    return PASSES_BY_ITSELF.includes(problem.error ?? '');
  }
  return problem instanceof TypeError || problem instanceof ErrorTimeout || (problem instanceof Error && /Content-Type|\(5\d\d\)/.test(problem.message));
}

/** The issuer has sent the browser back, to this page or to a window that it opened. */
async function answered(): Promise<string | null> {
  const { href } = answer;
  // It may be used once, and is not for the history of the browser.
  answer = new URL(PAGE);
  history.replaceState(null, '', PAGE);
  let user: User | undefined;
  try {
    user = await manager.signinCallback(href);
  } catch (problem) {
    sessionStorage.removeItem(SIGNED_IN);
    back(problem instanceof ErrorResponse ? problem.state : undefined);
    return told(problem);
  }
  if (user === undefined) {
    // A window for signing in again: it has told its page, where that is still there.
    window.close();
    throw new Refused(i18next.t('session.mayClose'));
  }
  sessionStorage.setItem(SIGNED_IN, 'yes');
  back(user.state);
  return user.access_token;
}

/** To where the person was before they went to the issuer. */
function back(state: unknown): void {
  history.replaceState(null, '', typeof state === 'string' ? state : PAGE);
}

function isAnswer(query: URLSearchParams): boolean {
  return query.has('state') && (query.has('code') || query.has('error'));
}

function here(): string {
  return location.pathname + location.search;
}

/** Null where nothing needs to be said: an answer to a question that nobody here has asked, as a bookmark of one is, is none. */
function told(problem: unknown): null {
  if (problem instanceof ErrorResponse && MUST_ASK.includes(problem.error ?? '')) {
    return null;
  }
  if (problem instanceof Error && problem.message.startsWith('No matching state')) {
    return null;
  }
  throw new Refused(problem instanceof ErrorResponse ? (problem.error_description ?? problem.error ?? problem.message) : String(problem));
}
