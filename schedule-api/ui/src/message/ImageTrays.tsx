import { ActionIcon, Button, Group, Loader, Modal, Stack, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { failed, undoable } from '../common/notify';
import { Picture } from '../common/parts';
import { ImageDrop } from '../library/ImageDrop';
import { upload } from '../library/upload';
import { ImagePicker } from '../library/ImagePicker';
import { MOST_IMAGES, type ImageRef } from './message';

type Trays = [ImageRef[], ImageRef[]];
type Place = { tray: 0 | 1; index: number };

/** A change of the trays as they are by then: uploads end whenever they end. */
export type Turn = (trays: Trays) => Trays;

/**
 * Two trays of images; every move that the mouse can drag has a button, too.
 *
 * @param onBusy told how many uploads more, or fewer, are under way
 */
export function ImageTrays({ value, onChange, onBusy }: { value: Trays; onChange: (turn: Turn) => void; onBusy: (more: number) => void }) {
  const [dragged, setDragged] = useState<Place | null>(null);
  const move = (from: Place, to: Place) => onChange((trays) => moved(trays, from, to));
  return (
    <Stack>
      {([0, 1] as const).map((tray) => (
        <Tray
          key={tray}
          tray={tray}
          trays={value}
          onChange={onChange}
          onBusy={onBusy}
          onMove={move}
          onDrag={setDragged}
          onDropAt={(index) => {
            if (dragged) {
              move(dragged, { tray, index });
              setDragged(null);
            }
          }}
        />
      ))}
    </Stack>
  );
}

function Tray({ tray, trays, onChange, onBusy, onMove, onDrag, onDropAt }: {
  tray: 0 | 1;
  trays: Trays;
  onChange: (turn: Turn) => void;
  onBusy: (more: number) => void;
  onMove: (from: Place, to: Place) => void;
  onDrag: (place: Place | null) => void;
  onDropAt: (index: number) => void;
}) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(0);
  const [picking, { open, close }] = useDisclosure(false);
  const images = trays[tray];
  const other = tray === 0 ? 1 : 0;
  const put = (turn: (list: ImageRef[]) => ImageRef[]) =>
    onChange(([first, second]) => (tray === 0 ? [turn(first), second] : [first, turn(second)]));
  const insert = (image: ImageRef, index: number) =>
    put((list) => (list.length < MOST_IMAGES ? [...list.slice(0, index), image, ...list.slice(index)] : list));
  const count = (more: number) => {
    setBusy((now) => now + more);
    onBusy(more);
  };

  async function add(files: File[]) {
    const taken = files.slice(0, MOST_IMAGES - images.length - busy);
    if (taken.length < files.length) {
      failed(new Error(t('form.tooMany', { most: MOST_IMAGES, count: files.length - taken.length })));
    }
    count(taken.length);
    for (const file of taken) {
      try {
        insert(await upload(file), MOST_IMAGES);
      } catch (problem) {
        failed(problem as Error);
      } finally {
        count(-1);
      }
    }
  }

  function remove(index: number) {
    const removed = images[index]!;
    put((list) => list.filter((_, at) => at !== index));
    undoable(t('action.removed'), () => insert(removed, index));
  }

  const over = (event: DragEvent) => event.preventDefault();
  return (
    <section className={`tray tray-${tray + 1}`} aria-label={t(tray === 0 ? 'form.group1' : 'form.group2')} onDragOver={over} onDrop={() => onDropAt(images.length)}>
      <Group justify="space-between">
        <Title order={3} size="h5">
          {t(tray === 0 ? 'form.group1' : 'form.group2')} ({images.length}/{MOST_IMAGES})
        </Title>
        <Button variant="default" size="xs" onClick={open} disabled={images.length >= MOST_IMAGES}>
          {t('form.fromLibrary')}
        </Button>
      </Group>
      <ul className="tiles">
        {images.map((image, index) => (
          <li
            // Not its place: moved by its button, it keeps the focus.
            key={`${image.id}-${images.slice(0, index).filter((it) => it.id === image.id).length}`}
            draggable
            onDragStart={() => onDrag({ tray, index })}
            onDragOver={over}
            onDrop={(event) => {
              event.stopPropagation();
              onDropAt(index);
            }}
          >
            <Picture id={image.id} alt={image.name} />
            <Group gap={4} mt={4} justify="center">
              <Small label={`${t('action.up')}: ${image.name}`} off={index === 0} onClick={() => onMove({ tray, index }, { tray, index: index - 1 })}>
                ←
              </Small>
              <Small label={`${t('action.down')}: ${image.name}`} off={index === images.length - 1} onClick={() => onMove({ tray, index }, { tray, index: index + 1 })}>
                →
              </Small>
              <Small
                label={`${t('form.toOther')}: ${image.name}`}
                off={trays[other].length >= MOST_IMAGES}
                onClick={() => onMove({ tray, index }, { tray: other, index: trays[other].length })}
              >
                ⇅
              </Small>
              <Small label={`${t('action.remove')}: ${image.name}`} onClick={() => remove(index)}>
                ✕
              </Small>
            </Group>
          </li>
        ))}
        {Array.from({ length: busy }, (_, index) => (
          <li key={`busy-${index}`}>
            <Loader aria-label={t('form.uploading')} role="status" />
          </li>
        ))}
      </ul>
      <ImageDrop
        onDrop={(files) => void add(files)}
        disabled={images.length >= MOST_IMAGES}
        label={`${t(tray === 0 ? 'form.group1' : 'form.group2')}: ${t('form.drop')}`}
      />
      <Modal opened={picking} onClose={close} size="xl" title={t('form.fromLibrary')} closeButtonProps={{ 'aria-label': t('action.close') }}>
        <ImagePicker
          onPick={(image) => {
            insert(image, MOST_IMAGES);
            close();
          }}
        />
      </Modal>
    </section>
  );
}

function Small({ label, off = false, onClick, children }: { label: string; off?: boolean; onClick: () => void; children: string }) {
  return (
    <ActionIcon variant="default" aria-label={label} title={label} disabled={off} onClick={onClick}>
      {children}
    </ActionIcon>
  );
}

/** The trays after one image went from one place to another; a full tray takes nothing more. */
export function moved(trays: Trays, from: Place, to: Place): Trays {
  const image = trays[from.tray][from.index];
  if (!image || (from.tray !== to.tray && trays[to.tray].length >= MOST_IMAGES)) {
    return trays;
  }
  const next: Trays = [[...trays[0]], [...trays[1]]];
  next[from.tray].splice(from.index, 1);
  next[to.tray].splice(to.index, 0, image);
  return next;
}
