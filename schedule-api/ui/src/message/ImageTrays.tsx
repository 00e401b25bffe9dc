import { ActionIcon, Button, Group, Modal, Progress, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { percent } from '../common/format';
import { Picture } from '../common/parts';
import { ImageDrop } from '../library/ImageDrop';
import { ImagePicker } from '../library/ImagePicker';
import { MOST_IMAGES, type Place, type Tray, type Trays } from './message';
import type { useTrays, Upload } from './useTrays';

type Actions = ReturnType<typeof useTrays>;

/** Two trays of images; every move that the mouse can drag has a button, too. */
export function ImageTrays({ trays, actions }: { trays: Trays; actions: Actions }) {
  const [dragged, setDragged] = useState<Place | null>(null);
  return (
    <Stack>
      {([0, 1] as const).map((tray) => (
        <OneTray
          key={tray}
          tray={tray}
          trays={trays}
          actions={actions}
          onDrag={setDragged}
          onDropAt={(index) => {
            if (dragged) {
              actions.move(dragged, { tray, index });
              setDragged(null);
            }
          }}
        />
      ))}
    </Stack>
  );
}

function OneTray({ tray, trays, actions, onDrag, onDropAt }: {
  tray: Tray;
  trays: Trays;
  actions: Actions;
  onDrag: (place: Place | null) => void;
  onDropAt: (index: number) => void;
}) {
  const { t } = useTranslation();
  const [picking, { open, close }] = useDisclosure(false);
  const images = trays[tray];
  const other = tray === 0 ? 1 : 0;
  const { move } = actions;
  const title = t(tray === 0 ? 'form.group1' : 'form.group2');
  const over = (event: DragEvent) => event.preventDefault();
  return (
    <section className={`tray tray-${tray + 1}`} data-tray={tray} aria-label={title} onDragOver={over} onDrop={() => onDropAt(images.length)}>
      <Group justify="space-between">
        <Title order={3} size="h5">
          {title} ({images.length}/{MOST_IMAGES})
        </Title>
        <Button variant="default" size="xs" aria-label={`${t('form.fromLibrary')}: ${title}`} onClick={open} disabled={actions.free(tray) === 0}>
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
              <Small label={`${t('action.up')}: ${image.name}`} off={index === 0} onClick={() => move({ tray, index }, { tray, index: index - 1 })}>
                ←
              </Small>
              <Small label={`${t('action.down')}: ${image.name}`} off={index === images.length - 1} onClick={() => move({ tray, index }, { tray, index: index + 1 })}>
                →
              </Small>
              <Small
                label={`${t('form.toOther')}: ${image.name}`}
                off={actions.free(other) === 0}
                onClick={() => move({ tray, index }, { tray: other, index: trays[other].length })}
              >
                ⇅
              </Small>
              <Small label={`${t('action.remove')}: ${image.name}`} onClick={() => actions.remove(tray, index)}>
                ✕
              </Small>
            </Group>
          </li>
        ))}
        {actions.uploads
          .filter((it) => it.tray === tray)
          .map((it) => (
            <OnItsWay key={it.key} upload={it} />
          ))}
      </ul>
      <ImageDrop onDrop={(files) => actions.add(tray, files)} disabled={actions.free(tray) === 0} label={`${title}: ${t('form.drop')}`} />
      <Modal opened={picking} onClose={close} size="xl" title={t('form.fromLibrary')} closeButtonProps={{ 'aria-label': t('action.close') }}>
        <ImagePicker
          onPick={(image) => {
            actions.insert(tray, image);
            close();
          }}
        />
      </Modal>
    </section>
  );
}

function OnItsWay({ upload }: { upload: Upload }) {
  const { t } = useTranslation();
  return (
    <li>
      <Text size="sm" truncate>
        {upload.name}
      </Text>
      <Progress.Root size="lg">
        <Progress.Section value={upload.share * 100} aria-label={`${t('form.uploading')}: ${upload.name}`} />
      </Progress.Root>
      <Text size="xs" c="dimmed">
        {t('form.uploading')} {percent(upload.share)}
      </Text>
    </li>
  );
}

function Small({ label, off = false, onClick, children }: { label: string; off?: boolean; onClick: () => void; children: string }) {
  return (
    <ActionIcon variant="default" aria-label={label} title={label} disabled={off} onClick={onClick}>
      {children}
    </ActionIcon>
  );
}
