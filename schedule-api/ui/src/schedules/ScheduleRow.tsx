import { Anchor, Badge, Checkbox, Group, Stack, Switch, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { fromNow, moment, sentence } from '../common/format';
import type { Place } from '../common/Rows';
import type { Texts } from '../i18n/ko';
import { QuotaMeter } from '../rooms/QuotaMeter';
import { useCaller } from '../session/useCaller';
import { useToggle } from './useToggle';

/** A schedule in a list: what, where, when, and a switch. */
export function ScheduleRow({ schedule, room, selection, place, metered = false }: {
  schedule: Schemas['ScheduleResponse'];
  room: string;
  /** Where rows can be selected. */
  selection?: { selected: boolean; onChange: (selected: boolean) => void };
  place?: Place;
  /** Whether to show how much the room has had of its day. */
  metered?: boolean;
}) {
  const { t } = useTranslation();
  const toggle = useToggle();
  const mayChange = useCaller().role === 'manager';
  const on = schedule.status === 'active';
  return (
    <li className="row" {...place}>
      <Stack gap={2}>
        <Group gap="xs">
          {selection && (
            <Checkbox
              aria-label={t('bulk.select', { title: schedule.title })}
              checked={selection.selected}
              onChange={(event) => selection.onChange(event.currentTarget.checked)}
            />
          )}
          <Anchor component={Link} to={`/schedules/${schedule.id}`} fw={700}>
            {schedule.title}
          </Anchor>
          {!on && <Badge color="gray.8">{t(`status.${schedule.status as keyof Texts['status']}`)}</Badge>}
        </Group>
        <Text size="sm">
          {room} · {sentence(schedule)}
        </Text>
        <Text size="sm" c="dimmed">
          {t('schedule.next')}:{' '}
          {schedule.nextSendAt
            ? `${moment(schedule.nextSendAt, schedule.timeZone)} (${fromNow(schedule.nextSendAt)})`
            : t('schedule.noNext')}
          {schedule.statusReason ? ` · ${schedule.statusReason}` : ''}
        </Text>
        {metered && <QuotaMeter roomId={schedule.roomId} name={room} />}
      </Stack>
      <Switch
        size="md"
        checked={on}
        disabled={!mayChange || toggle.isPending || (schedule.status !== 'active' && schedule.status !== 'inactive')}
        aria-label={t('schedule.off', { title: schedule.title })}
        onChange={() => toggle.mutate({ id: schedule.id, active: !on })}
      />
    </li>
  );
}
