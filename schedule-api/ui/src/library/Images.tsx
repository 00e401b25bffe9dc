import { Button, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask, Problem } from '../api/client';
import { failed, said } from '../common/notify';
import { Empty, Heading, Loaded, Picture } from '../common/parts';
import { usePages } from '../common/queries';
import { MOST_IMAGES } from '../schedules/draft';
import { useCaller } from '../session/useCaller';
import { refusal, upload } from './upload';

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
  const removal = useMutation({
    mutationFn: (id: number) => ask(api.DELETE('/api/images/{id}', { params: { path: { id } } })),
    onSuccess: () => said(t('action.removed')),
    onError: (problem) => failed(problem instanceof Problem && problem.status === 409 ? new Error(t('image.inUse')) : problem),
    onSettled: reread,
  });
  return (
    <>
      <Heading title={t('image.title')} />
      {caller.role === 'manager' && (
        <Dropzone
          mb="md"
          onDrop={(files) => adding.mutate(files)}
          loading={adding.isPending}
          accept={['image/jpeg', 'image/png', 'image/gif']}
          maxSize={10 * 1024 * 1024}
          onReject={(rejected) => failed(new Error(rejected.map((it) => refusal(it.file.name, it.errors[0]?.code)).join('\n')))}
          inputProps={{ 'aria-label': t('image.upload') }}
        >
          <Text ta="center">{t('form.drop')}</Text>
          <Text ta="center" size="xs" c="dimmed">
            {t('form.dropRule', { most: MOST_IMAGES })}
          </Text>
        </Dropzone>
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
                  {caller.role === 'manager' && (
                    <Button size="xs" variant="default" aria-label={`${t('action.remove')}: ${image.name}`} onClick={() => removal.mutate(image.id)}>
                      {t('action.remove')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {list.hasNextPage && (
        <Button mt="md" variant="default" onClick={() => void list.fetchNextPage()}>
          {t('app.more')}
        </Button>
      )}
    </>
  );
}
