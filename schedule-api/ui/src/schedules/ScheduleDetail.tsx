import { Alert, Badge, Button, Group, Paper, SimpleGrid, Stack, Switch, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { modals } from '../common/dialogs';
import { api, ask, newKey, type Schemas } from '../api/client';
import { useLiveResults } from '../api/live';
import { Afterwards } from '../common/Afterwards';
import { moment, sentence } from '../common/format';
import { failed, said, undoable } from '../common/notify';
import { Empty, Heading, Loaded, OutcomeBadge, Reason } from '../common/parts';
import { asRead, nameOf, useRooms } from '../common/queries';
import { inLanguage } from '../i18n';
import type { Texts } from '../i18n/ko';
import { PhonePreview } from '../message/PhonePreview';
import { useCaller } from '../session/useCaller';
import { askToPause } from './Pause';
import { UpcomingRuns } from './UpcomingRuns';
import { useRestore } from './useRestore';
import { useToggle } from './useToggle';
import { WhyNot } from './WhyNot';

const route = getRouteApi('/schedules/$id');

export function ScheduleDetail() {
  const id = Number(route.useParams().id);
  const query = useQuery({
    queryKey: ['schedule', id],
    queryFn: () => ask(api.GET('/api/schedules/{id}', { params: { path: { id } } })),
  });
  return <Loaded query={query}>{(schedule) => <Detail schedule={schedule} />}</Loaded>;
}

function Detail({ schedule }: { schedule: Schemas['ScheduleResponse'] }) {
  const { t } = useTranslation();
  const rooms = useRooms();
  const toggle = useToggle();
  const remove = useRemove(schedule);
  const runNow = useRunNow(schedule.id);
  const confirmRunNow = () =>
    modals.openConfirmModal({
      title: t('runs.confirmNow', { name: schedule.title }),
      labels: { confirm: t('runs.now'), cancel: t('action.cancel') },
      onConfirm: () => runNow.mutate(),
    });
  const mayChange = useCaller().role === 'manager';
  const on = schedule.status === 'active';
  return (
    <>
      <Heading title={schedule.title}>
        <Switch
          size="md"
          label={t(`status.${schedule.status as keyof Texts['status']}`)}
          aria-description={t('schedule.off', { title: schedule.title })}
          checked={on}
          disabled={!mayChange || toggle.isPending || (schedule.status !== 'active' && schedule.status !== 'inactive')}
          onChange={() => {
            if (on) {
              askToPause(schedule.title, (reason) => toggle.mutate({ id: schedule.id, active: false, reason }));
            } else {
              toggle.mutate({ id: schedule.id, active: true });
            }
          }}
        />
        {mayChange && (
          <>
            <Button component={Link} to={`/schedules/${schedule.id}/edit`}>
              {t('action.edit')}
            </Button>
            <Button variant="default" loading={runNow.isPending} onClick={confirmRunNow}>
              {t('runs.now')}
            </Button>
            <Button component={Link} to={`/schedules/new?from=${schedule.id}`} variant="default">
              {t('action.copy')}
            </Button>
            <Button component={Link} to={`/audit?subject=schedule&id=${schedule.id}`} variant="default">
              {t('nav.audit')}
            </Button>
            <Button variant="default" onClick={remove}>
              {t('action.remove')}
            </Button>
          </>
        )}
      </Heading>
      <div className="form-grid">
        <Stack gap="xl">
          <Paper withBorder p="md">
            <Text fw={700}>{sentence(schedule)}</Text>
            <Text size="sm">
              {nameOf(rooms.data, schedule.roomId)} · {schedule.targetBotName}
            </Text>
            {schedule.description && <Text size="sm">{schedule.description}</Text>}
            {schedule.statusReason && (
              <Alert variant="outline" color="orange" mt="sm">
                {schedule.statusReason}
              </Alert>
            )}
            <WhyNot schedule={schedule} />
            <Text size="sm" c="dimmed">
              {t('schedule.count')}: {schedule.sendCount}
              {schedule.lastSentAt && ` · ${t('schedule.last')}: ${moment(schedule.lastSentAt, schedule.timeZone)}`}
            </Text>
          </Paper>
          {(on || schedule.status === 'completed') && <UpcomingRuns schedule={schedule} />}
          <Runs schedule={schedule} />
        </Stack>
        <aside className="stuck" aria-label={t('form.preview')}>
          <PhonePreview content={schedule} />
        </aside>
      </div>
    </>
  );
}

function useRunNow(id: number) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  // Should an answer get lost, the same key asks for the same run; the next run has another.
  const [key, setKey] = useState(newKey);
  return useMutation({
    mutationFn: () => ask(api.POST('/api/schedules/{id}/run-now', { params: { path: { id }, header: { 'Idempotency-Key': key } } })),
    onSuccess: () => {
      setKey(newKey());
      said(t('runs.started'));
      return queries.invalidateQueries({ queryKey: ['schedule', id, 'runs'] });
    },
    onError: failed,
  });
}

function useRemove(schedule: Schemas['ScheduleResponse']): () => void {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const restore = useRestore();
  const removal = useMutation({
    mutationFn: () =>
      ask(
        api.DELETE('/api/schedules/{id}', {
          params: asRead(schedule),
        }),
      ),
    onSuccess: async (done) => {
      if (done.inFlight.length > 0) {
        said(t('schedule.pausedInFlight'));
      }
      undoable(t('action.removed'), () => restore.mutate(schedule.id));
      void queries.invalidateQueries({ queryKey: ['schedules'] });
      await navigate({ to: '/schedules' });
      queries.removeQueries({ queryKey: ['schedule', schedule.id] });
    },
    onError: (problem) => {
      failed(problem);
      void queries.invalidateQueries({ queryKey: ['schedule', schedule.id] });
    },
  });
  return () =>
    modals.openConfirmModal({
      title: t('action.confirmRemove', { name: schedule.title }),
      labels: { confirm: t('action.remove'), cancel: t('action.cancel') },
      onConfirm: () => removal.mutate(),
    });
}

/** What waits says why and until when; what has ended says how, part by part. */
function Runs({ schedule }: { schedule: Schemas['ScheduleResponse'] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const id = schedule.id;
  const query = useQuery({
    queryKey: ['schedule', id, 'runs'],
    queryFn: () => ask(api.GET('/api/schedules/{id}/occurrences', { params: { path: { id }, query: { limit: 20 } } })),
    refetchInterval: 10_000,
  });
  const reread = useCallback(
    (log: Schemas['SendLog']) => {
      if (log.scheduleId === id) {
        void queries.invalidateQueries({ queryKey: ['schedule', id] });
      }
    },
    [queries, id],
  );
  useLiveResults(reread);
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {t('runs.title')}
      </Title>
      <Loaded query={query}>
        {(page) =>
          page.items.length === 0 ? (
            <Empty>{t('runs.none')}</Empty>
          ) : (
            <ul className="list">
              {page.items.map((run) => (
                <Run key={run.id} run={run} zone={schedule.timeZone} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function Run({ run, zone }: { run: Schemas['Occurrence']; zone: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayChange = useCaller().role === 'manager';
  const open = run.state === 'QUEUED' || run.state === 'SENDING';
  const cancel = useMutation({
    mutationFn: () => ask(api.POST('/api/occurrences/{id}/cancel', { params: { path: { id: run.id } } })),
    onSuccess: (done) => {
      said(t(done.inFlight ? 'runs.inFlight' : 'runs.cancelled'));
      void queries.invalidateQueries({ queryKey: ['schedule', run.scheduleId] });
    },
    onError: failed,
  });
  const reason = (run.waitReason ?? 'READY') as keyof Texts['wait'];
  return (
    <li className="row">
      <Stack gap={4}>
        <Group gap="xs">
          {open ? <Text fw={700}>{t('runs.waiting')}</Text> : <OutcomeBadge status={run.state.toLowerCase()} />}
          <Text>{moment(run.scheduledAt, zone)}</Text>
          {run.origin === 'RUN_NOW' && <Badge color="gray.8">{t('runs.byHand')}</Badge>}
          {run.origin === 'RESEND' && <Badge color="gray.8">{t('runs.again')}</Badge>}
        </Group>
        {open ? (
          <Text size="sm">
            <strong>{t('runs.why')}</strong> {t(`wait.${reason}`)}
            {run.waitDetail && ` — ${inLanguage(run.waitDetail, run.waitDetailKo)}`}
            {run.notBefore && ` (${t('runs.until', { time: moment(run.notBefore, zone) })})`}
          </Text>
        ) : (
          run.state !== 'SUCCESS' && (
            <Text size="sm">
              <Reason status={run.state.toLowerCase()} code={run.reasonCode} detail={inLanguage(run.reasonDetail, run.reasonDetailKo)} />
            </Text>
          )
        )}
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing={4}>
          {run.parts.map((part) => (
            <Text size="sm" c="dimmed" key={part.position}>
              {t(`part.${part.kind as keyof Texts['part']}`)}: {t(`partState.${part.state as keyof Texts['partState']}`)}
              {part.detail ? ` — ${inLanguage(part.detail, part.detailKo)}` : ''}
            </Text>
          ))}
        </SimpleGrid>
      </Stack>
      {open && mayChange && (
        <Button variant="default" size="xs" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('runs.cancel')}
        </Button>
      )}
      {!open && mayChange && run.state !== 'SUCCESS' && <Afterwards run={run} zone={zone} />}
    </li>
  );
}
