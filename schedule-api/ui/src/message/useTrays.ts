import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey } from '../api/client';
import { failed, undoable } from '../common/notify';
import { upload } from '../library/upload';
import { MOST_IMAGES, moved, type ImageRef, type Place, type Tray, type Trays } from './message';

/** A change of the trays as they are by then: uploads end whenever they end. */
export type Turn = (trays: Trays) => Trays;

/** A picture on its way into a tray. @param share of it that has left, from 0 to 1 */
export type Upload = { key: string; tray: Tray; name: string; share: number };

/**
 * What can be done with the two trays of a message.
 *
 * @param onBusy told how many uploads more, or fewer, are under way
 */
export function useTrays(trays: Trays, onChange: (turn: Turn) => void, onBusy: (more: number) => void) {
  const { t } = useTranslation();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const queue = useRef(Promise.resolve());
  const put = (tray: Tray, turn: (list: ImageRef[]) => ImageRef[]) =>
    onChange(([first, second]) => (tray === 0 ? [turn(first), second] : [first, turn(second)]));
  const insert = (tray: Tray, image: ImageRef, index = MOST_IMAGES) =>
    put(tray, (list) => (list.length < MOST_IMAGES ? [...list.slice(0, index), image, ...list.slice(index)] : list));

  /** Places that are left, those of pictures on their way being taken. */
  const free = (tray: Tray) => Math.max(0, MOST_IMAGES - trays[tray].length - uploads.filter((it) => it.tray === tray).length);

  function add(tray: Tray, files: File[]): void {
    const taken = files.slice(0, free(tray)).map((file) => ({ file, key: newKey() }));
    if (taken.length < files.length) {
      failed(new Error(t('form.tooMany', { most: MOST_IMAGES, count: files.length - taken.length })));
    }
    setUploads((old) => [...old, ...taken.map(({ file, key }) => ({ key, tray, name: file.name, share: 0 }))]);
    onBusy(taken.length);
    queue.current = queue.current.then(() => send(tray, taken));
  }

  /** One after the other, so that they come in the order in which they were chosen, dropped or pasted. */
  async function send(tray: Tray, taken: { file: File; key: string }[]): Promise<void> {
    for (const { file, key } of taken) {
      try {
        insert(tray, await upload(file, (share) => setUploads((old) => old.map((it) => (it.key === key ? { ...it, share } : it)))));
      } catch (problem) {
        failed(problem as Error);
      } finally {
        setUploads((old) => old.filter((it) => it.key !== key));
        onBusy(-1);
      }
    }
  }

  return {
    uploads,
    free,
    add,
    insert,
    move: (from: Place, to: Place) => onChange((old) => moved(old, from, to)),
    remove: (tray: Tray, index: number) => {
      const removed = trays[tray][index]!;
      put(tray, (list) => list.filter((_, at) => at !== index));
      undoable(t('action.removed'), () => insert(tray, removed, index));
    },
  };
}
