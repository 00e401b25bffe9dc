import { Alert, Button, Checkbox, Group, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCaller } from '../session/useCaller';
import { asAdvertisement, type Message } from './message';

/** An advertisement says that it is one, how to opt out, and waits at night unless head office says why not. */
export function AdvertisingFields({ draft, change, wrong }: {
  draft: Message;
  change: (part: Partial<Message>) => void;
  wrong: (field: string) => string | undefined;
}) {
  const { t } = useTranslation();
  const mayOverride = useCaller().level === 'headquarters';
  const complete = asAdvertisement(draft.messageText);
  return (
    <>
      <Checkbox
        label={t('form.advertising')}
        description={t('form.advertisingHint')}
        checked={draft.advertising}
        onChange={(event) => change({ advertising: event.currentTarget.checked })}
      />
      {draft.advertising && complete !== draft.messageText && (
        <Alert color="orange" variant="outline" role="status">
          <Group justify="space-between">
            <Text size="sm">{t('form.advertisingMissing')}</Text>
            <Button size="xs" variant="default" onClick={() => change({ messageText: complete })}>
              {t('form.advertisingAdd')}
            </Button>
          </Group>
        </Alert>
      )}
      {draft.advertising && !mayOverride && draft.nightReason && (
        <Alert variant="outline" role="status">
          <Group justify="space-between">
            <Text size="sm">{t('form.nightTheirs', { reason: draft.nightReason })}</Text>
            <Button size="xs" variant="default" onClick={() => change({ nightReason: '' })}>
              {t('form.nightDrop')}
            </Button>
          </Group>
        </Alert>
      )}
      {draft.advertising && mayOverride && (
        <TextInput
          label={t('form.nightReason')}
          description={t('form.nightReasonHint')}
          maxLength={200}
          value={draft.nightReason}
          error={wrong('nightReason')}
          onChange={(event) => change({ nightReason: event.currentTarget.value })}
        />
      )}
    </>
  );
}
