import { Alert, Fieldset, Group, NumberInput, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useImperativeHandle, useRef, type ClipboardEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useTemplates } from '../common/queries';
import { picturesIn } from '../library/upload';
import { AdvertisingFields } from './AdvertisingFields';
import { ImageTrays } from './ImageTrays';
import { Timeline } from './Timeline';
import { useTrays } from './useTrays';
import { BUILT_IN, contentOf, looksPersonal, MOST_TEXT, variablesIn, type Message, type SendOrder } from './message';

/**
 * What is sent: text, pictures, their order and the pauses between them.
 *
 * @param ref of the text, for whoever has to point to it
 * @param onBusy told how many uploads more, or fewer, are under way
 */
export function MessageFields({ ref, message, change, wrong, onBusy }: {
  ref: Ref<HTMLTextAreaElement>;
  message: Message;
  change: (part: Partial<Message> | ((old: Message) => Partial<Message>)) => void;
  wrong: (field: string) => string | undefined;
  onBusy: (more: number) => void;
}) {
  const { t } = useTranslation();
  const templates = useTemplates();
  const text = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => text.current!);
  const trays = useTrays(message.images, (turn) => change((old) => ({ images: turn(old.images) })), onBusy);
  const names = variablesIn(message.messageText).filter((name) => !BUILT_IN.includes(name));

  function insert(body: string | undefined) {
    if (body) {
      change({ messageText: message.messageText ? `${message.messageText}\n${body}` : body });
      text.current?.focus();
    }
  }

  /** Into the tray that has the focus, else into the first. Of text that brings a picture of itself along, as cells do, the text is meant. */
  function paste(event: ClipboardEvent<HTMLDivElement>) {
    const pictures = picturesIn(event.clipboardData);
    const isText = (event.target as Element).matches('input, textarea') && [...(event.clipboardData.types ?? [])].includes('text/plain');
    if (pictures.length > 0 && !isText) {
      event.preventDefault();
      trays.add((event.target as Element).closest('[data-tray="1"]') ? 1 : 0, pictures);
    }
  }

  return (
    <Stack onPaste={paste}>
      <Select
        label={t('form.template')}
        searchable
        data={templates.data?.map((template) => ({ value: String(template.id), label: template.name })) ?? []}
        value={null}
        onChange={(id) => insert(templates.data?.find((template) => String(template.id) === id)?.body)}
      />
      <Textarea
        ref={text}
        label={t('form.message')}
        description={t('form.messageHint')}
        minRows={10}
        autosize
        maxLength={MOST_TEXT}
        disabled={message.sendOrder === 'images_only'}
        value={message.messageText}
        error={wrong('messageText')}
        onChange={(event) => change({ messageText: event.currentTarget.value })}
      />
      <Text size="sm" c="dimmed" ta="right">
        {t('form.count', { count: message.messageText.length, limit: MOST_TEXT })}
      </Text>
      {looksPersonal(message.messageText) && (
        <Alert color="orange" variant="outline" role="status">
          {t('form.personal')}
        </Alert>
      )}
      {names.length > 0 && (
        <Fieldset legend={t('form.variables')}>
          {names.map((name) => (
            <TextInput
              key={name}
              label={`#{${name}}`}
              maxLength={500}
              value={message.variables[name] ?? ''}
              onChange={(event) => change({ variables: { ...message.variables, [name]: event.currentTarget.value } })}
            />
          ))}
        </Fieldset>
      )}
      <AdvertisingFields draft={message} change={change} wrong={wrong} />
      <ImageTrays trays={message.images} actions={trays} />
      <Text id="order" fw={500} size="sm">
        {t('form.order')}
      </Text>
      <SegmentedControl
        aria-labelledby="order"
        data={(['text_first', 'images_first', 'images_only'] as const).map((value) => ({ value, label: t(`form.${value}`) }))}
        value={message.sendOrder}
        onChange={(sendOrder) => change({ sendOrder: sendOrder as SendOrder })}
      />
      <Group grow align="end">
        <NumberInput
          label={t('form.interval')}
          min={0}
          max={3600}
          value={message.interval}
          error={wrong('sendIntervalSeconds')}
          onChange={(value) => change({ interval: Number(value) })}
        />
        {([0, 1] as const).map((group) => (
          <NumberInput
            key={group}
            label={t('form.wait', { number: group + 1 })}
            min={0}
            max={30}
            value={message.waits[group]}
            error={wrong(`mediaWaitTime${group + 1}`)}
            onChange={(value) =>
              change({ waits: group === 0 ? [Number(value), message.waits[1]] : [message.waits[0], Number(value)] })
            }
          />
        ))}
      </Group>
      <Timeline content={contentOf(message)} />
    </Stack>
  );
}
