import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { sentence } from '../common/format';
import { useRooms } from '../common/queries';

const MOST = 5;

/** Screens, rooms and schedules by a part of their name. @param asked grows each time somebody asks for it */
export function Palette({ pages, asked }: { pages: { to: string; label: string }[]; asked: number }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed.trim(), 200);
  const rooms = useRooms();
  const schedules = useQuery({
    queryKey: ['schedules', 'palette', text],
    queryFn: () => ask(api.GET('/api/schedules', { params: { query: { text, limit: MOST } } })),
    enabled: text !== '',
  });
  useEffect(() => spotlight.open(), [asked]);
  const to = (href: string) => () => void navigate({ href: `/app${href}` });
  const groups: SpotlightActionGroupData[] = [
    {
      group: t('palette.screens'),
      actions: [{ to: '/schedules/new', label: t('palette.newSchedule') }, ...pages].map((page) => ({ id: page.to, label: page.label, onClick: to(page.to) })),
    },
    {
      group: t('nav.schedules'),
      actions: (schedules.data?.items ?? []).map((one) => ({ id: `schedule-${one.id}`, label: one.title, description: sentence(one), keywords: text, onClick: to(`/schedules/${one.id}`) })),
    },
    {
      group: t('nav.rooms'),
      actions: (text ? (rooms.data ?? []) : []).map((room) => ({ id: `room-${room.id}`, label: room.name, description: t('palette.ofRoom'), onClick: to(`/schedules?room=${room.id}`) })),
    },
  ];
  return (
    <Spotlight
      actions={groups}
      query={typed}
      onQueryChange={setTyped}
      onSpotlightOpen={() => setTyped('')}
      shortcut={null}
      limit={3 * MOST}
      scrollable
      maxHeight={360}
      highlightQuery
      nothingFound={t(schedules.isFetching ? 'app.loading' : 'palette.nothing')}
      searchProps={{ placeholder: t('palette.placeholder'), 'aria-label': t('palette.placeholder') }}
    />
  );
}
