import { Badge, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../api/client';
import { moment } from '../common/format';
import { asRead, useBots } from '../common/queries';
import { Records, type Values } from '../common/Records';
import { inLanguage } from '../i18n';
import { useCaller } from '../session/useCaller';

type Bot = Schemas['Bot'];

export function Bots() {
  const { t } = useTranslation();
  const caller = useCaller();
  const query = useBots();
  const body = (values: Values) => ({
    name: values.name ?? '', gateway: values.gateway ?? 'iris', endpoint: values.endpoint ?? '', status: values.status || undefined,
  });
  return (
    <Records<Bot>
      title={t('bot.title')}
      name="bots"
      query={query}
      mayChange={caller.role === 'manager' && caller.level === 'headquarters' && caller.grantId === undefined}
      nameOf={(bot) => bot.name}
      initial={{ gateway: 'iris', status: 'active' }}
      valuesOf={(bot) => ({ name: bot.name, gateway: bot.gateway, endpoint: bot.endpoint, status: bot.status })}
      fields={[
        { name: 'name', label: t('bot.name'), required: true },
        {
          name: 'gateway', label: t('bot.gateway'), description: t('hint.gateway'), kind: 'select', required: true,
          options: (['iris', 'log'] as const).map((value) => ({ value, label: t(`bot.${value}`) })),
        },
        { name: 'endpoint', label: t('bot.endpoint'), description: t('hint.endpoint'), required: true },
        {
          name: 'status', label: t('bot.status'), description: t('hint.botStatus'), kind: 'select',
          options: (['active', 'inactive'] as const).map((value) => ({ value, label: t(`room.${value}`) })),
        },
      ]}
      show={(bot) => (
        <>
          <Group gap="xs">
            <Text fw={700}>{bot.name}</Text>
            {bot.status !== 'active' && <Badge color="gray.8">{t('room.inactive')}</Badge>}
            {bot.status === 'active' && bot.failingSince && <Badge color="red.9">{t('bot.silent')}</Badge>}
          </Group>
          <Text size="sm">
            {t(`bot.${bot.gateway as 'iris'}`)} · {bot.endpoint}
          </Text>
          {bot.seenAt && (
            <Text size="sm" c="dimmed">
              {t('bot.seen', { time: moment(bot.seenAt) })}
            </Text>
          )}
          {bot.status === 'active' && bot.failingSince && (
            <Text size="sm" c="red">
              {t('bot.failing', { time: moment(bot.failingSince), why: inLanguage(bot.failure, bot.failureKo) })}
            </Text>
          )}
        </>
      )}
      create={(values) => ask(api.POST('/api/bots', { body: body(values) }))}
      update={(bot, values) =>
        ask(api.PUT('/api/bots/{id}', { params: asRead(bot), body: body(values) }))
      }
      remove={(bot) => ask(api.DELETE('/api/bots/{id}', { params: asRead(bot) }))}
    />
  );
}
