import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../api/client';
import { Empty, Loaded, More, Picture } from '../common/parts';
import { usePages } from '../common/queries';

export function ImagePicker({ onPick }: { onPick: (image: Schemas['Image']) => void }) {
  const { t } = useTranslation();
  const list = usePages(['images'], (cursor) => ask(api.GET('/api/images', { params: { query: { limit: 24, cursor } } })));
  return (
    <>
      <Loaded query={list}>
        {(images) =>
          images.length === 0 ? (
            <Empty>{t('app.empty')}</Empty>
          ) : (
            <ul className="tiles">
              {images.map((image) => (
                <li key={image.id}>
                  <UnstyledButton w="100%" aria-label={t('image.pick', { name: image.name })} onClick={() => onPick(image)}>
                    <Picture id={image.id} alt="" />
                  </UnstyledButton>
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
