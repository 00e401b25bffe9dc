import { Button, Fieldset, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { modals } from '../common/dialogs';
import { api, ask, Problem, type Schemas } from '../api/client';
import { moment } from '../common/format';
import { failed, said } from '../common/notify';
import { Empty, Heading, Loaded } from '../common/parts';
import { options, useBots, useOrganizations, useRooms } from '../common/queries';
import { useCaller } from '../session/useCaller';
import { useStops } from './stops';
import { hoursAhead, typedMoment } from '../common/time';
import { UntilInput } from '../common/UntilInput';

type Scope = Schemas['StopRequest']['scope'];

/** The kill switch: what is stopped, and stopping more. */
export function Stops() {
  const { t } = useTranslation();
  const caller = useCaller();
  const query = useStops();
  const lift = useLift();
  const mayChange = caller.role === 'manager';
  return (
    <>
      <Heading title={t('nav.stops')} />
      <Text mb="md">{t('stop.hint')}</Text>
      <Stack gap="xl">
        <Loaded query={query}>
          {(stops) =>
            stops.length === 0 ? (
              <Empty>{t('stop.none')}</Empty>
            ) : (
              <ul className="list">
                {stops.map((stop) => (
                  <li className="row" key={stop.id}>
                    <Stack gap={2}>
                      <Text fw={700}>
                        {t(`stopScope.${stop.scope as 'all'}`)} {stop.targetName ?? ''}
                      </Text>
                      <Text size="sm">
                        {stop.reason} · {t('runs.until', { time: moment(stop.until) })}
                      </Text>
                      <Text size="sm" c="dimmed">
                        {stop.createdBy} · {moment(stop.createdAt)}
                      </Text>
                    </Stack>
                    {mayChange && (
                      <Button size="xs" variant="default" loading={lift.isPending} aria-label={`${t('stop.lift')}: ${stop.targetName ?? t('stopScope.all')}`} onClick={() => lift.mutate(stop.id)}>
                        {t('stop.lift')}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
        {mayChange && <StopForm />}
      </Stack>
    </>
  );
}

function useLift() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => ask(api.DELETE('/api/stops/{id}', { params: { path: { id } } })),
    onSuccess: () => said(t('stop.lifted')),
    onError: failed,
    onSettled: () => queries.invalidateQueries({ queryKey: ['stops'] }),
  });
}

function StopForm() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const head = useCaller().level === 'headquarters';
  const organizations = useOrganizations();
  const bots = useBots();
  const rooms = useRooms();
  const [scope, setScope] = useState<Scope>('room');
  const [target, setTarget] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(() => hoursAhead(1));
  const targets = { all: [], organization: options(organizations.data), bot: options(bots.data), room: options(rooms.data) }[scope];
  const stop = useMutation({
    mutationFn: () =>
      ask(api.POST('/api/stops', { body: { scope, targetId: scope === 'all' ? undefined : Number(target), reason, until: typedMoment(until) } })),
    onSuccess: (done) => {
      said(t(done.inFlight > 0 ? 'stop.inFlight' : 'stop.stopped', { count: done.inFlight }));
      setReason('');
      return queries.invalidateQueries({ queryKey: ['stops'] });
    },
    onError: failed,
  });
  const problem = stop.error instanceof Problem ? stop.error : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    modals.openConfirmModal({
      title: t('stop.confirm'),
      labels: { confirm: t('stop.stop'), cancel: t('action.cancel') },
      onConfirm: () => stop.mutate(),
    });
  };
  return (
    <form onSubmit={submit}>
      <Fieldset legend={t('stop.stop')}>
        <Stack>
          <Select
            label={t('stop.what')}
            allowDeselect={false}
            data={(head ? (['room', 'bot', 'organization', 'all'] as const) : (['room', 'organization'] as const)).map((value) => ({ value, label: t(`stopScope.${value}`) }))}
            value={scope}
            onChange={(value) => {
              setScope((value ?? 'room') as Scope);
              setTarget(null);
            }}
          />
          {scope !== 'all' && (
            <Select label={t(`stopScope.${scope}`)} required searchable data={targets} value={target} error={problem?.of('targetId')} onChange={setTarget} />
          )}
          <TextInput label={t('room.reason')} required maxLength={200} value={reason} error={problem?.of('reason')} onChange={(event) => setReason(event.currentTarget.value)} />
          <UntilInput value={until} error={problem?.of('until')} onChange={setUntil} />
          <Group>
            <Button type="submit" color="red.9" loading={stop.isPending}>
              {t('stop.stop')}
            </Button>
          </Group>
        </Stack>
      </Fieldset>
    </form>
  );
}
