import createClient from 'openapi-fetch';
import { i18next, language } from '../i18n';
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
  ) {
    super(message);
  }

  /** The message for a field of a form, by its name in the request. */
  of(field: string): string | undefined {
    return this.fields.find((it) => it.pointer === `/${field}` || it.pointer.startsWith(`/${field}/`))?.detail;
  }
}

/** Adds who asks and in which language; gets a fresh token once when the old one has ended. */
export async function authorized(request: Request): Promise<Response> {
  const again = request.clone();
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
  request.headers.set('Authorization', bearer());
  request.headers.set('Accept-Language', language());
  return request;
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

function problemOf(response: Response, body: unknown): Problem {
  const seconds = response.headers.get('Retry-After');
  if (response.status === 503) {
    return new Problem(503, i18next.t('problem.unavailable', { seconds: seconds ?? '5' }));
  }
  const problem = (body ?? {}) as { title?: string; detail?: string; errors?: FieldProblem[] };
  const message = problem.detail ?? problem.title ?? i18next.t('problem.title');
  return new Problem(response.status, message, problem.errors ?? []);
}

export const newKey = (): string => crypto.randomUUID();
