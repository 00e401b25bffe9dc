import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { moment, sentence } from '../common/format';
import { Empty, Heading, Loaded } from '../common/parts';
import { nameOf, useRooms } from '../common/queries';
import { useCaller } from '../session/useCaller';
import { useRestore } from './useRestore';

/** What was deleted in the last 30 days, and can be had back. */
export function RecycleBin() {
  const { t } = useTranslation();
  const rooms = useRooms();
  const restore = useRestore();
  const mayChange = useCaller().role === 'manager';
  const query = useQuery({
    queryKey: ['schedules', 'deleted'],
    queryFn: () => ask(api.GET('/api/schedules/deleted', { params: { query: { limit: 100 } } })),
  });
  return (
    <>
      <Heading title={t('bin.title')} />
      <Text mb="md">{t('bin.hint')}</Text>
      <Loaded query={query}>
        {(schedules) =>
          schedules.length === 0 ? (
            <Empty>{t('bin.none')}</Empty>
          ) : (
            <ul className="list">
              {schedules.map((schedule) => (
                <li className="row" key={schedule.id}>
                  <Stack gap={2}>
                    <Text fw={700}>{schedule.title}</Text>
                    <Text size="sm">
                      {nameOf(rooms.data, schedule.roomId)} · {sentence(schedule)}
                    </Text>
                    <Text size="sm" c="dimmed">
                      {t('bin.deleted', { time: moment(schedule.updatedAt, schedule.timeZone) })}
                    </Text>
                  </Stack>
                  {mayChange && (
                    <Button size="xs" variant="default" loading={restore.isPending} aria-label={`${t('bin.restore')}: ${schedule.title}`} onClick={() => restore.mutate(schedule.id)}>
                      {t('bin.restore')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  );
}
