import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { moment } from '../common/format';
import { AMBER, Empty, Heading, Loaded, More } from '../common/parts';
import { usePages } from '../common/queries';
import { useCaller } from '../session/useCaller';
import { ended, type Broadcast } from './broadcast';

export function BroadcastList() {
  const { t } = useTranslation();
  const mayChange = useCaller().role === 'manager';
  const list = usePages<Broadcast>(['broadcasts'], (cursor) => ask(api.GET('/api/broadcasts', { params: { query: { limit: 20, cursor } } })), 10_000);
  return (
    <>
      <Heading title={t('nav.broadcasts')}>
        {mayChange && (
          <Button component={Link} to="/broadcasts/new">
            {t('broadcast.create')}
          </Button>
        )}
      </Heading>
      <Loaded query={list}>
        {(broadcasts) =>
          broadcasts.length === 0 ? (
            <Empty>{t('broadcast.none')}</Empty>
          ) : (
            <ul className="list">
              {broadcasts.map((broadcast) => (
                <li className="row" key={broadcast.id}>
                  <Stack gap={2}>
                    <Group gap="xs">
                      <StateBadge state={broadcast.state} />
                      <Anchor component={Link} to={`/broadcasts/${broadcast.id}`} fw={700}>
                        {broadcast.title}
                      </Anchor>
                    </Group>
                    <Text size="sm" lineClamp={1}>
                      {broadcast.messageText ?? t('form.images_only')}
                    </Text>
                    <Text size="sm" c="dimmed">
                      {broadcast.organizationName} · {t('broadcast.by', { who: broadcast.createdBy, time: moment(broadcast.createdAt) })}
                    </Text>
                  </Stack>
                  <Text size="sm">{t('broadcast.done', { total: broadcast.progress.total, done: ended(broadcast) })}</Text>
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

const COLORS: Record<Broadcast['state'], string> = {
  pending: AMBER, lapsed: 'gray.8', rejected: 'red.9', sending: 'blue.9', finished: 'teal.9', cancelled: 'gray.8',
};

export function StateBadge({ state }: { state: Broadcast['state'] }) {
  const { t } = useTranslation();
  return (
    <Badge color={COLORS[state]} autoContrast={false} c="white">
      {t(`broadcastState.${state}`)}
    </Badge>
  );
}
