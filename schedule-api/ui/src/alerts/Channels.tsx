import { Badge, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { modals } from '../common/dialogs';
import { api, ask, type Schemas } from '../api/client';
import { moment } from '../common/format';
import { failed, said } from '../common/notify';
import { asRead, options, useChannels, useOrganizations } from '../common/queries';
import { Records, type Values } from '../common/Records';
import { useCaller } from '../session/useCaller';

type Channel = Schemas['Channel'];

/** Who is told of alerts; a webhook's secret is shown once, when it is made. */
export function Channels() {
  const { t } = useTranslation();
  const caller = useCaller();
  const query = useChannels();
  const organizations = useOrganizations();
  const mayChange = caller.role === 'manager' && caller.grantId === undefined;
  const body = (values: Values) => ({
    kind: values.kind ?? 'webhook', name: values.name ?? '', url: values.url || undefined, status: values.status || undefined,
    organizationId: values.organizationId ? Number(values.organizationId) : undefined,
  });
  const create = async (values: Values) => {
    const made = await ask(api.POST('/api/alert-channels', { body: body(values) }));
    if (made.secret) {
      modals.open({
        title: t('channel.secretOf', { name: made.name }), children: <Secret secret={made.secret} />, closeButtonProps: { 'aria-label': t('action.close') },
        // It is shown once: nobody loses it by a slip.
        closeOnClickOutside: false, closeOnEscape: false,
      });
    }
  };
  return (
    <Records<Channel>
      title={t('alert.channels')}
      name="alert-channels"
      query={query}
      mayChange={mayChange}
      nameOf={(channel) => channel.name}
      initial={{ kind: 'webhook', status: 'active' }}
      valuesOf={(channel) => ({ kind: channel.kind, name: channel.name, url: channel.url ?? '', status: channel.status, organizationId: String(channel.organizationId) })}
      fields={[
        { name: 'name', label: t('channel.name'), required: true },
        {
          name: 'kind', label: t('channel.kind'), kind: 'select', required: true, onCreate: true,
          options: (['webhook', 'log'] as const).map((value) => ({ value, label: t(`channel.${value}`) })),
        },
        { name: 'url', label: t('channel.url'), description: t('channel.urlHint') },
        { name: 'organizationId', label: t('channel.organization'), kind: 'select', description: t('channel.organizationHint'), options: options(organizations.data), onCreate: true },
        {
          name: 'status', label: t('bot.status'), kind: 'select',
          options: (['active', 'inactive'] as const).map((value) => ({ value, label: t(`room.${value}`) })),
        },
      ]}
      show={(channel) => <Told channel={channel} />}
      actions={(channel) => mayChange && <Test channel={channel} />}
      create={create}
      update={(channel, values) => ask(api.PUT('/api/alert-channels/{id}', { params: asRead(channel), body: { ...body(values), organizationId: undefined } }))}
      remove={(channel) => ask(api.DELETE('/api/alert-channels/{id}', { params: asRead(channel) }))}
    />
  );
}

function Told({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  return (
    <>
      <Group gap="xs">
        <Text fw={700}>{channel.name}</Text>
        <Badge color="gray.8">{t(`channel.${channel.kind as 'log'}`)}</Badge>
        {channel.status !== 'active' && <Badge color="orange.9">{t('room.inactive')}</Badge>}
      </Group>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {channel.organizationName}
        {channel.url && ` · ${channel.url}`}
      </Text>
      <Text size="sm" c="dimmed">
        {channel.lastDeliveredAt ? t('channel.delivered', { time: moment(channel.lastDeliveredAt) }) : t('channel.never')}
        {channel.waiting > 0 && ` · ${t('channel.waiting', { count: channel.waiting })}`}
      </Text>
      {(channel.stoppedReason ?? channel.lastFailure) && (
        <Text size="sm" c="red">
          {channel.stoppedReason ? t('channel.stopped', { why: channel.stoppedReason }) : t('channel.failure', { why: channel.lastFailure })}
        </Text>
      )}
    </>
  );
}

function Test({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const test = useMutation({
    mutationFn: () => ask(api.POST('/api/alert-channels/{id}/test', { params: { path: { id: channel.id } } })),
    onSuccess: (trial) => (trial.delivered ? said(t('channel.arrived')) : failed(new Error(t('channel.failure', { why: trial.failure })))),
    onError: failed,
    onSettled: () => queries.invalidateQueries({ queryKey: ['alert-channels'] }),
  });
  return (
    <Button size="xs" variant="default" loading={test.isPending} aria-label={`${t('channel.test')}: ${channel.name}`} onClick={() => test.mutate()}>
      {t('channel.test')}
    </Button>
  );
}

function Secret({ secret }: { secret: string }) {
  const { t } = useTranslation();
  return (
    <Stack>
      <Text>{t('channel.secretHint')}</Text>
      <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {secret}
      </Code>
      <CopyButton value={secret}>
        {({ copied, copy }) => <Button onClick={copy}>{t(copied ? 'channel.copied' : 'channel.copy')}</Button>}
      </CopyButton>
    </Stack>
  );
}
