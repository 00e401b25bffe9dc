import { Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { useTranslation } from 'react-i18next';
import { failed } from '../common/notify';
import { i18next } from '../i18n';
import { MOST_IMAGES } from '../message/message';
import { PICTURES } from './upload';

const LARGEST = 10 * 1024 * 1024;

type Props = { label: string; onDrop: (files: File[]) => void; disabled?: boolean; loading?: boolean };

/** Where pictures are dropped or chosen; what the server would refuse is refused here, with its reason. */
export function ImageDrop({ label, onDrop, disabled, loading }: Props) {
  const { t } = useTranslation();
  return (
    <Dropzone
      onDrop={onDrop}
      onReject={(rejected) => failed(new Error(rejected.map((it) => refusal(it.file.name, it.errors[0]?.code)).join('\n')))}
      accept={PICTURES}
      maxSize={LARGEST}
      disabled={disabled}
      loading={loading}
      inputProps={{ 'aria-label': label }}
    >
      <Text ta="center" size="sm">
        {t('form.drop')}
      </Text>
      <Text ta="center" size="xs" c="dimmed">
        {t('form.dropRule', { most: MOST_IMAGES })}
      </Text>
    </Dropzone>
  );
}

function refusal(name: string, code: string | undefined): string {
  return `${name}: ${i18next.t(code === 'file-too-large' ? 'form.tooLarge' : 'refused.not_an_image')}`;
}
