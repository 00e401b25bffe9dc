import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { Afterwards } from '../common/Afterwards';
import { duration, moment } from '../common/format';
import { OutcomeBadge, Reason } from '../common/parts';
import type { Place } from '../common/Rows';
import { ZONE } from '../common/time';
import { inLanguage } from '../i18n';
import { useCaller } from '../session/useCaller';
import { Proof } from './Proof';

const ON_TIME_MILLIS = 1_000;

/** One run that has come to its end: what the room got, and the proof. */
export function LogRow({ log, room, place }: { log: Schemas['SendLog']; room: string; place?: Place }) {
  const { t } = useTranslation();
  const mayChange = useCaller().role === 'manager';
  const late = log.startedAt ? new Date(log.startedAt).getTime() - new Date(log.scheduledAt).getTime() : null;
  const [, code, detail] = /^([A-Z_]+): (.*)$/s.exec(inLanguage(log.errorMessage, log.errorMessageKo) ?? '') ?? [];
  return (
    <li className="row" {...place}>
      <Stack gap={2}>
        <Group gap="xs">
          <OutcomeBadge status={log.status} />
          <Text fw={700}>{room}</Text>
          <Text size="sm" c="dimmed">
            {moment(log.scheduledAt)}
          </Text>
        </Group>
        <Text size="sm" lineClamp={2}>
          {log.sentMessageText ?? components(log, t('part.IMAGES_1'), t('part.IMAGES_2'))}
        </Text>
        <Text size="sm" c="dimmed">
          {log.status === 'success' ? (
            t(log.confirmed ? 'confirmed.yes' : 'confirmed.no')
          ) : (
            <Reason status={log.status} code={code} detail={detail} />
          )}
          {late !== null && ` · ${late > ON_TIME_MILLIS ? t('history.delay', { time: duration(late) }) : t('history.onTime')}`}
        </Text>
        <Proof log={log} />
      </Stack>
      <Group gap="xs" justify="end">
        {mayChange && log.status !== 'success' && (
          <Afterwards run={{ id: log.occurrenceId, state: log.status.toUpperCase(), scheduledAt: log.scheduledAt, scheduleId: log.scheduleId }} zone={ZONE} />
        )}
        {log.scheduleId !== undefined && (
          <Anchor component={Link} to={`/schedules/${log.scheduleId}`} size="sm" aria-label={`${t('schedule.detail')}: ${room}`}>
            {t('schedule.detail')}
          </Anchor>
        )}
        {log.broadcastId !== undefined && (
          <Anchor component={Link} to={`/broadcasts/${log.broadcastId}`} size="sm" aria-label={`${t('nav.broadcasts')}: ${room}`}>
            {t('nav.broadcasts')}
          </Anchor>
        )}
      </Group>
    </li>
  );
}

function components(log: Schemas['SendLog'], group1: string, group2: string): string {
  return (log.sendComponents ?? '').replace('images_1', group1).replace('images_2', group2).replace(',', ' · ');
}
