import { i18next, language } from '../i18n';

/** Tokens of Roomcast's own, for a login and a password; the refresh token is in a cookie that no script can read. */

export async function login(loginId: string, password: string): Promise<{ accessToken: string } | { refused: string }> {
  const response = await post('/api/auth/login', { loginId, password, cookie: true });
  const body = await response.json();
  if (response.ok) {
    return { accessToken: body.accessToken };
  }
  const seconds = response.headers.get('Retry-After');
  return { refused: seconds ? i18next.t('session.tooMany', { seconds }) : (body.title ?? body.detail) };
}

/** One call at a time, across tabs too: a refresh token works once, and using it twice ends the session. */
export function fresh(loginId?: string): Promise<string | null> {
  return exclusively(async () => {
    const response = await post('/api/auth/refresh', {});
    if (response.status === 401 || response.status === 422) {
      return null;
    }
    if (!response.ok) {
      throw new TypeError(`refresh: ${response.status}`);
    }
    const token: string = (await response.json()).accessToken;
    if (loginId !== undefined && loginOf(token) !== loginId) {
      // Somebody else has signed in in another tab: nothing of this page may be done in their name.
      location.reload();
      throw new TypeError('another member');
    }
    return token;
  });
}

export async function leave(): Promise<string> {
  const answer = await exclusively(() => post('/api/auth/logout', {}));
  if (!answer.ok) {
    throw new TypeError(`logout: ${answer.status}`);
  }
  return '/app/';
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
