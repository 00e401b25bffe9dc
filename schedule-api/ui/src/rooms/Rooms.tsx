import { Badge, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../api/client';
import { moment, timeOfDay } from '../common/format';
import { quietBody, quietFields, quietValues } from '../common/quiet';
import { failed, said } from '../common/notify';
import { asRead, nameOf, options, useBots, useOrganizations, useRooms } from '../common/queries';
import { Records, type Values } from '../common/Records';
import { useCaller } from '../session/useCaller';
import { dayjs, hoursAhead, typedMoment } from '../common/time';
import { UntilInput } from '../common/UntilInput';

type Room = Schemas['Room'];

export function Rooms() {
  const { t } = useTranslation();
  const caller = useCaller();
  const query = useRooms();
  const bots = useBots();
  const organizations = useOrganizations();
  const [pausing, setPausing] = useState<Room | null>(null);
  const resume = useResume();
  const body = (values: Values) => ({
    organizationId: values.organizationId ? Number(values.organizationId) : undefined,
    botId: Number(values.botId),
    channelId: values.channelId ?? '',
    name: values.name ?? '',
    kind: values.kind ?? 'operation',
    tags: (values.tags ?? '').split(',').map((tag) => tag.trim()).filter(Boolean),
    timeZone: values.timeZone || undefined,
    quotas: caller.level === 'headquarters' ? quotasOf(values) : undefined,
    ...quietBody(values),
    status: values.status || undefined,
  });
  return (
    <>
      <Records<Room>
        title={t('room.title')}
        name="rooms"
        query={query}
        mayChange={caller.role === 'manager' && caller.level !== 'branch' && caller.grantId === undefined}
        nameOf={(room) => room.name}
        initial={{ kind: 'operation', timeZone: 'Asia/Seoul', status: 'active' }}
        valuesOf={(room) => ({
          organizationId: String(room.organizationId), botId: String(room.botId), channelId: room.channelId, name: room.name, kind: room.kind,
          timeZone: room.timeZone, status: room.status, tags: room.tags.join(', '), ...quotaValues(room.quotas), ...quietValues(room),
        })}
        fields={[
          { name: 'name', label: t('room.name'), required: true },
          { name: 'channelId', label: t('room.channel'), description: t('hint.channel'), required: true },
          { name: 'botId', label: t('room.bot'), kind: 'select', required: true, options: options(bots.data) },
          { name: 'organizationId', label: t('room.owner'), kind: 'select', options: options(organizations.data) },
          {
            name: 'kind', label: t('room.kind'), description: t('hint.roomKind'), kind: 'select', required: true,
            options: (['operation', 'test'] as const).map((value) => ({ value, label: t(`room.${value}`) })),
          },
          { name: 'tags', label: t('room.tags'), description: t('room.tagsHint') },
          { name: 'timeZone', label: t('room.zone'), description: t('hint.roomZone') },
          ...(caller.level === 'headquarters' ? QUOTAS.map((name) => ({ name, pointer: `quotas/${name}`, label: t(`quota.${name}`), description: `${t(`quotaHint.${name}`)} ${t('quota.usual')}`, kind: 'number' as const })) : []),
          ...quietFields(),
          {
            name: 'status', label: t('schedule.status'), description: t('hint.roomStatus'), kind: 'select',
            options: (['active', 'inactive'] as const).map((value) => ({ value, label: t(`room.${value}`) })),
          },
        ]}
        show={(room) => (
          <>
            <Group gap="xs">
              <Text fw={700}>{room.name}</Text>
              {room.kind === 'test' && <Badge color="gray.8">{t('room.test')}</Badge>}
              {room.status !== 'active' && <Badge color="gray.8">{t('room.inactive')}</Badge>}
              {room.tags.map((tag) => (
                <Badge key={tag} variant="default">
                  {tag}
                </Badge>
              ))}
            </Group>
            <Text size="sm">
              {nameOf(organizations.data, room.organizationId)} · {room.botName} · {room.channelId}
            </Text>
            {room.quietFrom && <Text size="sm">{t('quiet.told', { from: timeOfDay(room.quietFrom), until: timeOfDay(room.quietUntil!) })}</Text>}
            {room.quotas && (
              <Text size="sm">
                {t('quota.own')}:{' '}
                {QUOTAS.filter((name) => room.quotas?.[name] !== undefined).map((name) => `${t(`quota.${name}`)} ${room.quotas![name]}`).join(' · ')}
              </Text>
            )}
            {isAhead(room.pausedUntil) && (
              <Text size="sm" fw={500}>
                {t('room.paused', { time: moment(room.pausedUntil!, room.timeZone), reason: room.pauseReason ?? '' })}
              </Text>
            )}
            {isAhead(room.heldUntil) && <Text size="sm">{t('room.held', { time: moment(room.heldUntil!, room.timeZone) })}</Text>}
          </>
        )}
        actions={(room) =>
          caller.role !== 'manager' ? null : isAhead(room.pausedUntil) ? (
            <Button size="xs" variant="default" aria-label={`${t('action.resume')}: ${room.name}`} onClick={() => resume.mutate(room.id)}>
              {t('action.resume')}
            </Button>
          ) : (
            <Button size="xs" variant="default" aria-label={`${t('action.pause')}: ${room.name}`} onClick={() => setPausing(room)}>
              {t('action.pause')}
            </Button>
          )
        }
        create={(values) => ask(api.POST('/api/rooms', { body: body(values) }))}
        update={(room, values) =>
          ask(api.PUT('/api/rooms/{id}', { params: asRead(room), body: body(values) }))
        }
        remove={(room) => ask(api.DELETE('/api/rooms/{id}', { params: asRead(room) }))}
      />
      <Modal opened={pausing !== null} onClose={() => setPausing(null)} title={`${t('room.pause')}: ${pausing?.name ?? ''}`} closeButtonProps={{ 'aria-label': t('action.close') }}>
        {pausing && <PauseForm room={pausing} done={() => setPausing(null)} />}
      </Modal>
    </>
  );
}

const QUOTAS = ['gapSeconds', 'messagesPerDay', 'partsPerMinute', 'partsPerHour', 'partsPerDay'] as const;
type Quotas = Schemas['RoomQuotas'];

/** Empty fields mean the usual limits. */
const quotasOf = (values: Values): Quotas => Object.fromEntries(QUOTAS.filter((name) => values[name]).map((name) => [name, Number(values[name])]));
const quotaValues = (quotas: Quotas | undefined): Values =>
  Object.fromEntries(QUOTAS.filter((name) => quotas?.[name] !== undefined).map((name) => [name, String(quotas![name])]));

const isAhead = (at: string | undefined): boolean => at !== undefined && dayjs(at).isAfter(dayjs());

function useResume() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => ask(api.POST('/api/rooms/{id}/resume', { params: { path: { id } } })),
    onSuccess: () => {
      said(t('action.saved'));
      void queries.invalidateQueries({ queryKey: ['rooms'] });
    },
    onError: failed,
  });
}

function PauseForm({ room, done }: { room: Room; done: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [until, setUntil] = useState(() => hoursAhead(1));
  const [reason, setReason] = useState('');
  const pause = useMutation({
    mutationFn: () =>
      ask(api.POST('/api/rooms/{id}/pause', { params: { path: { id: room.id } }, body: { until: typedMoment(until), reason } })),
    onSuccess: () => {
      said(t('action.saved'));
      void queries.invalidateQueries({ queryKey: ['rooms'] });
      done();
    },
    onError: failed,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    pause.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <UntilInput value={until} onChange={setUntil} />
        <TextInput label={t('room.reason')} required maxLength={200} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Button type="submit" loading={pause.isPending}>
          {t('room.pause')}
        </Button>
      </Stack>
    </form>
  );
}
