import createClient from 'openapi-fetch';
import { i18next, language } from '../i18n';
import { grantHeader } from './grant';
import type { components, paths } from './schema';
import { bearer, expire, refresh } from './session';

export type Schemas = components['schemas'];

type FieldProblem = { pointer: string; code: string; detail: string };

/** What the server, or the network, said instead of an answer. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly fields: FieldProblem[] = [],
    readonly code = '',
    /** Under which the server's log has it, where that is the server's own fault. */
    readonly traceId?: string,
  ) {
    super(message);
  }

  /** The message for a field of a form, by its name in the request. */
  of(field: string): string | undefined {
    const found = this.fields.find((it) => it.pointer === `/${field}` || it.pointer.startsWith(`/${field}/`));
    return found && told(found);
  }
}

/** What is wrong with a field, by its code where the reader's language has words for it. */
export function told(problem: FieldProblem): string {
  const key = `refused.${problem.code}` as 'refused.required';
  return i18next.exists(key) ? i18next.t(key) : problem.detail;
}

let lastTurn: Promise<void> = Promise.resolve();

/** To send one request keeps a browser busy for milliseconds, and a screen asks a dozen: each leaves in a task of its own. */
function turn(): Promise<void> {
  lastTurn = lastTurn.then(nextTask);
  return lastTurn;
}

/** Not by a timer: those of a page that nobody looks at go off once a second, or once a minute. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Adds who asks and in which language; gets a fresh token once when the old one has ended. */
export async function authorized(request: Request): Promise<Response> {
  await turn();
  // Only a body can be read but once. Not by request.body: Firefox has none.
  const again = request.method === 'GET' ? request : request.clone();
  const first = await fetch(withHeaders(request));
  if (first.status !== 401) {
    return first;
  }
  if (await refresh()) {
    return fetch(withHeaders(again));
  }
  expire();
  return first;
}

function withHeaders(request: Request): Request {
  Object.entries(callerHeaders()).forEach(([name, value]) => request.headers.set(name, value));
  return request;
}

/** Who asks, under which grant, and in which language. */
export function callerHeaders(): Record<string, string> {
  return { Authorization: bearer(), 'Accept-Language': language(), ...grantHeader() };
}

export const api = createClient<paths>({ baseUrl: location.origin, fetch: authorized });

/** The answer's data, or a {@link Problem}. */
export async function ask<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  let result;
  try {
    result = await call;
  } catch {
    throw new Problem(0, i18next.t('problem.offline'));
  }
  if (result.response.ok) {
    return result.data as T;
  }
  throw problemOf(result.response, result.error);
}

export function problemOf(response: Response, body: unknown): Problem {
  const seconds = response.headers.get('Retry-After');
  const problem = (body ?? {}) as { title?: string; detail?: string; code?: string; errors?: FieldProblem[]; traceId?: string };
  const traceId = response.status >= 500 ? problem.traceId : undefined;
  if (response.status === 503) {
    return new Problem(503, i18next.t('problem.unavailable', { seconds: seconds ?? '5' }), [], problem.code, traceId);
  }
  // The first answer was lost, and what it answered was changed since.
  const reused = problem.code === 'key_reused' ? i18next.t('problem.perhapsSaved') : undefined;
  // Titles are in the reader's language; details are for whoever builds on the API.
  // A conflict's title alone says nothing of what it is with.
  const cause = response.status === 409 && problem.detail ? ` (${problem.detail})` : '';
  const told = language() === 'ko' ? (problem.title ? problem.title + cause : problem.detail) : (problem.detail ?? problem.title);
  const message = reused ?? told ?? i18next.t('problem.title');
  return new Problem(response.status, message, problem.errors ?? [], problem.code, traceId);
}

/** Not randomUUID: that one is missing where the page came over plain http. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
