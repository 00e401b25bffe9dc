import { Alert, Button, Group, Modal, Paper, Progress, Select, Stack, Text, Textarea, Title } from '@mantine/core';
import { useDisclosure, useThrottledCallback } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { modals } from '../common/dialogs';
import { api, ask, newKey, type Schemas } from '../api/client';
import { useStream } from '../api/live';
import { download } from '../common/download';
import { moment } from '../common/format';
import { failed, said } from '../common/notify';
import { AMBER, Empty, Heading, LiveState, Loaded, More, Reason } from '../common/parts';
import { usePages } from '../common/queries';
import { Settle } from '../common/Settle';
import { inLanguage } from '../i18n';
import type { Texts } from '../i18n/ko';
import { PhonePreview } from '../message/PhonePreview';
import { useCaller } from '../session/useCaller';
import { ended, isOver, type Broadcast } from './broadcast';
import { StateBadge } from './BroadcastList';

const route = getRouteApi('/broadcasts/$id');

export function BroadcastDetail() {
  const id = Number(route.useParams().id);
  const query = useQuery({
    queryKey: ['broadcast', id],
    queryFn: () => ask(api.GET('/api/broadcasts/{id}', { params: { path: { id } } })),
  });
  return <Loaded query={query}>{(broadcast) => <Detail broadcast={broadcast} />}</Loaded>;
}

function Detail({ broadcast }: { broadcast: Broadcast }) {
  const queries = useQueryClient();
  const id = broadcast.id;
  const over = isOver(broadcast);
  // Of many rooms, many come to their end each second; what is being read is read to its end.
  const rereadRooms = useThrottledCallback(() => void queries.invalidateQueries({ queryKey: ['broadcast', id, 'rooms'] }, { cancelRefetch: false }), 2_000);
  const show = useCallback(
    (now: Broadcast) => {
      queries.setQueryData(['broadcast', id], now);
      rereadRooms();
    },
    [queries, id, rereadRooms],
  );
  const connected = useStream<Broadcast>(`/api/broadcasts/${id}/events`, show, !over);
  const changed = (now: Broadcast) => {
    show(now);
    void queries.invalidateQueries({ queryKey: ['broadcasts'] });
    // The button that was pressed may be gone.
    document.querySelector('h1')?.focus();
  };
  return (
    <>
      <Heading title={broadcast.title}>
        <StateBadge state={broadcast.state} />
        {!over && <LiveState connected={connected} />}
        <Actions broadcast={broadcast} show={changed} />
      </Heading>
      <div className="form-grid">
        <Stack gap="xl">
          <Facts broadcast={broadcast} />
          {broadcast.progress.notStarted < broadcast.progress.total && <ProgressBar broadcast={broadcast} />}
          <RoomResults broadcast={broadcast} />
        </Stack>
        <aside className="stuck">
          <PhonePreview content={broadcast} />
        </aside>
      </div>
    </>
  );
}

function Facts({ broadcast }: { broadcast: Broadcast }) {
  const { t } = useTranslation();
  const caller = useCaller();
  return (
    <Paper withBorder p="md">
      <Text fw={700}>{t('broadcast.reaches', { count: broadcast.progress.total })}</Text>
      <Text size="sm">
        {broadcast.organizationName} · {t('broadcast.by', { who: broadcast.createdBy, time: moment(broadcast.createdAt) })}
      </Text>
      {broadcast.decidedBy && <Text size="sm">{t('broadcast.decidedBy', { who: broadcast.decidedBy, time: moment(broadcast.decidedAt!) })}</Text>}
      {broadcast.cancelledBy && <Text size="sm">{t('broadcast.stoppedBy', { who: broadcast.cancelledBy, time: moment(broadcast.cancelledAt!) })}</Text>}
      <Text size="sm">
        {t('broadcast.within', { count: broadcast.windowMinutes })}
        {broadcast.advertising && ` · ${t('form.advertising')}`}
        {broadcast.nightReason && ` · ${t('form.nightReason')}: ${broadcast.nightReason}`}
      </Text>
      {broadcast.decisionNote && (
        <Alert variant="outline" color="orange" mt="sm">
          {broadcast.decisionNote}
        </Alert>
      )}
      {broadcast.state === 'pending' && (
        <Alert variant="outline" mt="sm" role="status">
          {t('broadcast.lapses', { time: moment(broadcast.lapsesAt!) })}
          {broadcast.createdBy === caller.loginId && <Text size="sm">{t('broadcast.own')}</Text>}
        </Alert>
      )}
    </Paper>
  );
}

function Actions({ broadcast, show }: { broadcast: Broadcast; show: (now: Broadcast) => void }) {
  const { t } = useTranslation();
  const caller = useCaller();
  const [rejecting, { open, close }] = useDisclosure(false);
  const path = { path: { id: broadcast.id } };
  // Should an answer get lost, the same key asks for the same runs; the next try has another.
  const [key, setKey] = useState(newKey);
  const approve = useChange(() => ask(api.POST('/api/broadcasts/{id}/approve', { params: path, body: {} })), (now) => {
    show(now);
    said(t('broadcast.started'));
  });
  const cancel = useChange(() => ask(api.POST('/api/broadcasts/{id}/cancel', { params: path })), ({ broadcast: now, inFlight }) => {
    show(now);
    said(t(inFlight > 0 ? 'broadcast.cancelledInFlight' : 'broadcast.cancelled', { count: inFlight }));
  });
  const retry = useChange(() => ask(api.POST('/api/broadcasts/{id}/retry', { params: { ...path, header: { 'Idempotency-Key': key } } })), ({ broadcast: now, rooms }) => {
    setKey(newKey());
    show(now);
    said(t('broadcast.retried', { count: rooms }));
  });
  const confirm = (title: string, label: string, run: () => void) =>
    modals.openConfirmModal({ title, labels: { confirm: label, cancel: t('action.cancel') }, onConfirm: run });
  const { progress, state } = broadcast;
  const failures = progress.failed + progress.partial + progress.expired;
  return (
    <>
      {caller.role === 'manager' && state === 'pending' && broadcast.createdBy !== caller.loginId && (
        <>
          <Button loading={approve.isPending} onClick={() => confirm(t('broadcast.confirmApprove', { count: progress.total }), t('broadcast.approve'), () => approve.mutate())}>
            {t('broadcast.approve')}
          </Button>
          <Button variant="default" onClick={open}>
            {t('broadcast.reject')}
          </Button>
        </>
      )}
      {caller.role === 'manager' && (state === 'pending' || progress.open > 0) && (
        <Button color="red.9" loading={cancel.isPending} onClick={() => confirm(t('broadcast.confirmCancel'), t('broadcast.cancel'), () => cancel.mutate())}>
          {t('broadcast.cancel')}
        </Button>
      )}
      {caller.role === 'manager' && failures > 0 && (state === 'sending' || state === 'finished') && (
        <Button variant="default" loading={retry.isPending} onClick={() => retry.mutate()}>
          {t('broadcast.retry')}
        </Button>
      )}
      <Button variant="default" onClick={() => void download(`/api/broadcasts/${broadcast.id}/report`, `broadcast-${broadcast.id}.csv`).catch(failed)}>
        {t('broadcast.report')}
      </Button>
      <Modal opened={rejecting} onClose={close} title={t('broadcast.reject')} closeButtonProps={{ 'aria-label': t('action.close') }}>
        <RejectForm
          id={broadcast.id}
          done={(now) => {
            show(now);
            close();
          }}
        />
      </Modal>
    </>
  );
}

function useChange<T>(change: () => Promise<T>, done: (answer: T) => void) {
  return useMutation({ mutationFn: change, onSuccess: done, onError: failed });
}

function RejectForm({ id, done }: { id: number; done: (now: Broadcast) => void }) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const reject = useChange(() => ask(api.POST('/api/broadcasts/{id}/reject', { params: { path: { id } }, body: { note } })), (now) => {
    said(t('broadcast.rejected'));
    done(now);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    reject.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Textarea label={t('broadcast.rejectWhy')} required maxLength={200} autosize minRows={3} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <Button type="submit" loading={reject.isPending}>
          {t('broadcast.reject')}
        </Button>
      </Stack>
    </form>
  );
}

const SECTIONS = [
  ['success', 'teal.9'], ['partial', AMBER], ['failed', 'red.9'], ['unknown', 'grape.9'], ['expired', AMBER], ['cancelled', 'gray.8'],
] as const;

function ProgressBar({ broadcast }: { broadcast: Broadcast }) {
  const { t } = useTranslation();
  const { progress } = broadcast;
  const done = t('broadcast.done', { total: progress.total, done: ended(broadcast) });
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {t('broadcast.progress')}
      </Title>
      <Progress.Root size="xl" aria-hidden>
        {SECTIONS.map(([name, color]) => (
          <Progress.Section key={name} value={(100 * progress[name]) / progress.total} color={color} />
        ))}
      </Progress.Root>
      <Text role={isOver(broadcast) ? 'status' : undefined} mt="xs">
        {done}
        {SECTIONS.filter(([name]) => progress[name] > 0).map(([name]) => ` · ${t(`outcome.${name}`)} ${progress[name]}`)}
      </Text>
    </section>
  );
}

type RoomState = keyof Texts['roomState'];
const STATES: RoomState[] = ['NOT_STARTED', 'QUEUED', 'SENDING', 'SUCCESS', 'PARTIAL', 'FAILED', 'UNKNOWN', 'CANCELLED', 'EXPIRED'];

function RoomResults({ broadcast }: { broadcast: Broadcast }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayChange = useCaller().role === 'manager';
  const [state, setState] = useState<RoomState | null>(null);
  const id = broadcast.id;
  const list = usePages<Schemas['RoomResult']>(
    ['broadcast', id, 'rooms', state],
    (cursor) => ask(api.GET('/api/broadcasts/{id}/rooms', { params: { path: { id }, query: { limit: 50, cursor, state: state ?? undefined } } })),
    // What a room waits for changes without a change of any count.
    isOver(broadcast) ? false : 10_000,
  );
  const willBeSent = broadcast.state === 'pending' || broadcast.state === 'sending';
  return (
    <section>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {t('broadcast.perRoom')}
        </Title>
        <Select
          aria-label={t('schedule.status')}
          placeholder={t('broadcast.allStates')}
          clearable
          data={STATES.map((value) => ({ value, label: t(`roomState.${value}`) }))}
          value={state}
          onChange={(value) => setState(value as RoomState | null)}
        />
      </Group>
      <Loaded query={list}>
        {(rooms) =>
          rooms.length === 0 ? (
            <Empty>{t('broadcast.noRooms')}</Empty>
          ) : (
            <ul className="list">
              {rooms.map((room) => (
                <li className="row" key={room.roomId}>
                  <Stack gap={2}>
                    <Text fw={500}>{room.roomName}</Text>
                    <Text size="sm" c="dimmed">
                      {room.organizationName} · {room.botName}
                      {room.finishedAt && ` · ${moment(room.finishedAt)}`}
                    </Text>
                    {room.waitReason && (
                      <Text size="sm">
                        {t(`wait.${room.waitReason as 'GAP'}`)}
                        {room.notBefore && ` (${t('runs.until', { time: moment(room.notBefore) })})`}
                      </Text>
                    )}
                    {room.reasonCode && (
                      <Text size="sm">
                        <Reason status={room.state.toLowerCase()} code={room.reasonCode} detail={inLanguage(room.reasonDetail, room.reasonDetailKo)} />
                      </Text>
                    )}
                  </Stack>
                  <Stack gap={4} align="end">
                    <Text size="sm" fw={500}>
                      {room.state === 'NOT_STARTED' && !willBeSent ? t('broadcast.notSent') : t(`roomState.${room.state as RoomState}`)}
                    </Text>
                    {mayChange && room.state === 'UNKNOWN' && room.occurrenceId !== undefined && (
                      <Settle run={room.occurrenceId} name={room.roomName} done={() => queries.invalidateQueries({ queryKey: ['broadcast', id] })} />
                    )}
                  </Stack>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <More list={list} />
    </section>
  );
}
