import { authorized, Problem, told, type Schemas } from '../api/client';
import { i18next } from '../i18n';

/** Puts a picture into the library. */
export async function upload(file: File): Promise<Schemas['Image']> {
  const body = new FormData();
  body.append('file', file);
  let response;
  try {
    response = await authorized(new Request(`${location.origin}/api/images`, { method: 'POST', body }));
  } catch {
    throw new Problem(0, i18next.t('problem.offline'));
  }
  const answer = await response.json();
  if (!response.ok) {
    throw new Problem(response.status, `${file.name}: ${answer.errors?.[0] ? told(answer.errors[0]) : answer.title}`);
  }
  return answer;
}
