import { Select, SimpleGrid, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { Empty, Heading, Loaded } from '../common/parts';
import { options, useBots, useRooms } from '../common/queries';
import { Ahead } from './Ahead';

const route = getRouteApi('/simulation');

/** The next week of a room, or of all the rooms of a phone. What is asked stands in the address. */
export function Simulation() {
  const { t } = useTranslation();
  const { room, bot } = route.useSearch();
  const navigate = route.useNavigate();
  const rooms = useRooms();
  const bots = useBots();
  const query = useQuery({
    queryKey: ['simulation', room, bot],
    enabled: room !== undefined || bot !== undefined,
    queryFn: () => ask(api.POST('/api/simulations', { body: room === undefined ? { botId: bot } : { roomId: room } })),
  });
  return (
    <>
      <Heading title={t('nav.simulation')} />
      <Text mb="md">{t('simulation.hint')}</Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mb="md">
        <Select
          label={t('schedule.room')}
          searchable
          clearable
          data={options(rooms.data)}
          value={room === undefined ? null : String(room)}
          onChange={(value) => void navigate({ search: { room: value ? Number(value) : undefined }, replace: true })}
        />
        <Select
          label={t('bot.title')}
          searchable
          clearable
          data={options(bots.data)}
          value={bot === undefined ? null : String(bot)}
          onChange={(value) => void navigate({ search: { bot: value ? Number(value) : undefined }, replace: true })}
        />
      </SimpleGrid>
      {room === undefined && bot === undefined ? <Empty>{t('simulation.choose')}</Empty> : <Loaded query={query}>{(answer) => <Ahead answer={answer} />}</Loaded>}
    </>
  );
}
