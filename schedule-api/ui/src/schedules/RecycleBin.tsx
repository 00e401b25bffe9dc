import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { moment, sentence } from '../common/format';
import { Empty, Heading, Loaded, More } from '../common/parts';
import { nameOf, usePages, useRooms } from '../common/queries';
import { Rows } from '../common/Rows';
import { useCaller } from '../session/useCaller';
import { useRestore } from './useRestore';

/** What was deleted in the last 30 days, and can be had back. */
export function RecycleBin() {
  const { t } = useTranslation();
  const rooms = useRooms();
  const restore = useRestore();
  const mayChange = useCaller().role === 'manager';
  const list = usePages(['schedules', 'deleted'], (cursor) => ask(api.GET('/api/schedules/deleted', { params: { query: { cursor } } })));
  return (
    <>
      <Heading title={t('bin.title')} />
      <Text mb="md">{t('bin.hint')}</Text>
      <Loaded query={list}>
        {(schedules) =>
          schedules.length === 0 ? (
            <Empty>{t('bin.none')}</Empty>
          ) : (
            <Rows rows={schedules} hasMore={list.hasNextPage}>
              {(schedule, place) => (
                <li className="row" {...place}>
                  <Stack gap={2}>
                    <Text fw={700}>{schedule.title}</Text>
                    <Text size="sm">
                      {nameOf(rooms.data, schedule.roomId)} · {sentence(schedule)}
                    </Text>
                    <Text size="sm" c="dimmed">
                      {t('bin.deleted', { time: moment(schedule.deletedAt ?? schedule.updatedAt, schedule.timeZone) })}
                    </Text>
                  </Stack>
                  {mayChange && (
                    <Button size="xs" variant="default" loading={restore.isPending} aria-label={`${t('bin.restore')}: ${schedule.title}`} onClick={() => restore.mutate(schedule.id)}>
                      {t('bin.restore')}
                    </Button>
                  )}
                </li>
              )}
            </Rows>
          )
        }
      </Loaded>
      <More list={list} />
    </>
  );
}
