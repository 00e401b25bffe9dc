import { Box, Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { modals } from '../common/dialogs';
import { api, ask, Problem } from '../api/client';
import { failed, said } from '../common/notify';
import { Empty, Heading, Loaded, More, Picture } from '../common/parts';
import { usePages } from '../common/queries';
import { useCaller } from '../session/useCaller';
import { ImageDrop } from './ImageDrop';
import { ImageUses } from './ImageUses';
import { upload } from './upload';

export function Images() {
  const { t } = useTranslation();
  const caller = useCaller();
  const queries = useQueryClient();
  const list = usePages(['images'], (cursor) => ask(api.GET('/api/images', { params: { query: { limit: 48, cursor } } })));
  const reread = () => void queries.invalidateQueries({ queryKey: ['images'] });
  const adding = useMutation({
    mutationFn: async (files: File[]) => {
      for (const file of files) {
        await upload(file);
      }
    },
    onSuccess: () => said(t('action.saved')),
    onError: failed,
    onSettled: reread,
  });
  const showUses = (id: number, name: string) => modals.open({ title: t('image.uses', { name }), children: <ImageUses id={id} /> });
  const removal = useMutation({
    mutationFn: ({ id }: { id: number; name: string }) => ask(api.DELETE('/api/images/{id}', { params: { path: { id } } })),
    onSuccess: () => said(t('action.removed')),
    onError: (problem, { id, name }) => {
      if (problem instanceof Problem && problem.status === 409) {
        showUses(id, name);
      }
      failed(problem instanceof Problem && problem.status === 409 ? new Error(t('image.inUse')) : problem);
    },
    onSettled: reread,
  });
  return (
    <>
      <Heading title={t('image.title')} />
      {caller.role === 'manager' && (
        <Box mb="md">
          <ImageDrop label={t('image.upload')} onDrop={(files) => adding.mutate(files)} loading={adding.isPending} />
        </Box>
      )}
      <Loaded query={list}>
        {(images) =>
          images.length === 0 ? (
            <Empty>{t('app.empty')}</Empty>
          ) : (
            <ul className="tiles">
              {images.map((image) => (
                <li key={image.id}>
                  <Picture id={image.id} alt={image.name} />
                  <Text size="sm" truncate title={image.name}>
                    {image.name}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {t('image.size', { width: image.width, height: image.height, kb: Math.ceil(image.sizeBytes / 1024) })}
                  </Text>
                  <Group gap={4}>
                    <Button size="xs" variant="default" aria-label={t('image.uses', { name: image.name })} onClick={() => showUses(image.id, image.name)}>
                      {t('image.where')}
                    </Button>
                    {caller.role === 'manager' && (
                      <Button size="xs" variant="default" aria-label={`${t('action.remove')}: ${image.name}`} onClick={() => removal.mutate(image)}>
                        {t('action.remove')}
                      </Button>
                    )}
                  </Group>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <More list={list} />
    </>
  );
}
