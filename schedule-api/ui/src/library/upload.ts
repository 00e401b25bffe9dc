import { callerHeaders, Problem, told, type Schemas } from '../api/client';
import { expire, refresh } from '../api/session';
import { i18next } from '../i18n';

/**
 * Puts a picture into the library.
 *
 * @param onProgress hears how much of it, from 0 to 1, has left
 * @throws Problem why it was not taken
 */
export async function upload(file: File, onProgress: (share: number) => void = () => {}): Promise<Schemas['Image']> {
  let answer = await put(file, onProgress);
  if (answer.status === 401) {
    if (await refresh().catch(() => Promise.reject(offline()))) {
      answer = await put(file, onProgress);
    } else {
      expire();
    }
  }
  const body = read(answer.responseText);
  if (answer.status < 200 || answer.status > 299) {
    throw new Problem(answer.status, `${file.name}: ${body.errors?.[0] ? told(body.errors[0]) : (body.title ?? i18next.t('problem.title'))}`);
  }
  return body;
}

const offline = () => new Problem(0, i18next.t('problem.offline'));

/** Nothing where it is no JSON, as what stands between may answer. */
function read(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** Not fetch: that one tells nothing of what has left. */
function put(file: File, onProgress: (share: number) => void): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${location.origin}/api/images`);
    Object.entries(callerHeaders()).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(request);
    request.onerror = () => reject(offline());
    const body = new FormData();
    body.append('file', file);
    request.send(body);
  });
}

/** Pictures among what is pasted. */
export function picturesIn(pasted: DataTransfer): File[] {
  return [...pasted.files].filter((file) => PICTURES.includes(file.type));
}

/** The types that the library takes. */
export const PICTURES = ['image/jpeg', 'image/png', 'image/gif'];
