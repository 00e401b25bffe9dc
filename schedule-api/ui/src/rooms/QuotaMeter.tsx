import { Group, Progress, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { moment, number } from '../common/format';

/** From here on a limit is nearly reached. */
const NEAR = 0.8;

/** It comes later than its row, which does not grow by it. */
const HEIGHT = 20;

/** How many messages of its day a room has had, and when it may have all of them again. @param name of the room, for the ear */
export function QuotaMeter({ roomId, name }: { roomId: number; name: string }) {
  const { t } = useTranslation();
  const usage = useQuery({
    queryKey: ['rooms', roomId, 'usage'],
    queryFn: () => ask(api.GET('/api/rooms/{id}/usage', { params: { path: { id: roomId } } })),
    refetchInterval: 30_000,
  }).data;
  if (!usage) {
    return <Group h={HEIGHT} />;
  }
  const { had, limit } = usage.messagesPerDay;
  const told = t('quota.meter', { had: number(had), limit: number(limit) });
  return (
    <Group gap="xs" wrap="nowrap" h={HEIGHT}>
      <Progress.Root flex="0 0 96px" size="sm">
        <Progress.Section value={Math.min(100, (100 * had) / limit)} color={had / limit < NEAR ? 'teal.9' : 'red.9'} aria-label={`${name}: ${told}`} />
      </Progress.Root>
      <Text size="xs" c="dimmed" title={t('quota.anew', { time: moment(usage.dayEndsAt) })}>
        {told}
      </Text>
    </Group>
  );
}
