import { ErrorResponse, InMemoryWebStorage, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { arrival, issuer, Refused } from './issuer';

/**
 * Tokens of an outside OpenID Connect issuer: authorization code with PKCE. They live in this page's memory alone; a page that
 * is loaded anew asks the issuer, where its member is still signed in, without a question to the person.
 */

/** Says that this tab was signed in, so that the issuer is asked again after a reload. */
const SIGNED_IN = 'roomcast.signed-in';
const PAGE = `${location.origin}/app/`;

/** The person must be asked: nobody is signed in there any more, or the time of a refresh token has ended. */
const MUST_ASK = ['login_required', 'interaction_required', 'consent_required', 'account_selection_required', 'invalid_grant', 'access_denied'];

let answer = new URL(arrival);

const manager = new UserManager({
  authority: issuer?.authority ?? '',
  client_id: issuer?.clientId ?? '',
  scope: issuer?.scope ?? '',
  redirect_uri: PAGE,
  popup_redirect_uri: PAGE,
  userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  automaticSilentRenew: false,
});

export async function fresh(): Promise<string | null> {
  if (isAnswer(answer.searchParams)) {
    return answered();
  }
  const user = await manager.getUser();
  if (user?.refresh_token) {
    return (await unlessMustAsk(manager.signinSilent()))?.access_token ?? null;
  }
  if (!user && sessionStorage.getItem(SIGNED_IN)) {
    await manager.signinRedirect({ prompt: 'none', state: here() });
  }
  return null;
}

/** @param another whether the issuer shall ask who it is, though it knows somebody */
export async function redirect(another: boolean): Promise<void> {
  await manager.signinRedirect({ state: here(), ...(another && { prompt: 'login' }) });
}

export async function popup(): Promise<string> {
  return (await manager.signinPopup()).access_token;
}

export async function leave(): Promise<string> {
  sessionStorage.removeItem(SIGNED_IN);
  const user = await manager.getUser();
  const end = await manager.metadataService.getEndSessionEndpoint();
  await manager.removeUser();
  return end && user?.id_token
    ? `${end}?${new URLSearchParams({ id_token_hint: user.id_token, post_logout_redirect_uri: PAGE })}`
    : PAGE;
}

/** The issuer has sent the browser back, to this page or to a window that it opened. */
async function answered(): Promise<string | null> {
  const { href } = answer;
  // It may be used once, and is not for the history of the browser.
  answer = new URL(PAGE);
  history.replaceState(null, '', PAGE);
  const user = await unlessMustAsk(manager.signinCallback(href)).catch(told);
  if (user === undefined) {
    // A window for signing in again: it has told its page, and closes.
    return new Promise(() => {});
  }
  if (user === null) {
    sessionStorage.removeItem(SIGNED_IN);
    return null;
  }
  sessionStorage.setItem(SIGNED_IN, 'yes');
  history.replaceState(null, '', String(user.state ?? PAGE));
  return user.access_token;
}

function isAnswer(query: URLSearchParams): boolean {
  return query.has('state') && (query.has('code') || query.has('error'));
}

function here(): string {
  return location.pathname + location.search;
}

async function unlessMustAsk<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (problem) {
    if (problem instanceof ErrorResponse && MUST_ASK.includes(problem.error ?? '')) {
      return null;
    }
    throw problem;
  }
}

/** In the issuer's words; null for an answer to a question that nobody here has asked, as a bookmark of one is. */
function told(problem: unknown): null {
  if (problem instanceof ErrorResponse) {
    throw new Refused(problem.error_description ?? problem.error ?? problem.message);
  }
  if (problem instanceof Error && problem.message.startsWith('No matching state')) {
    return null;
  }
  throw problem;
}
