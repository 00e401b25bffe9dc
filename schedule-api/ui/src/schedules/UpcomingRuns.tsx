import { Badge, Button, Group, Modal, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask, Problem, type Schemas } from '../api/client';
import { fromNow, moment } from '../common/format';
import { Empty, Loaded } from '../common/parts';
import { useCaller } from '../session/useCaller';
import { dayjs } from '../common/time';
import { useChangeRun, useRestoreRun } from './useRuns';

type Run = Schemas['Run'];

/** The runs ahead, each of which can be skipped, moved or made to say something else, and put back. */
export function UpcomingRuns({ schedule }: { schedule: Schemas['ScheduleResponse'] }) {
  const { t } = useTranslation();
  const [changing, setChanging] = useState<Run | null>(null);
  const query = useQuery({
    queryKey: ['schedule', schedule.id, 'upcoming', schedule.version],
    queryFn: () => ask(api.GET('/api/schedules/{id}/runs', { params: { path: { id: schedule.id } } })),
  });
  return (
    <section aria-labelledby="upcoming">
      <Title order={2} size="h4" mb="sm" id="upcoming">
        {t('upcoming.title')}
      </Title>
      <Loaded query={query}>
        {(runs) =>
          runs.length === 0 ? (
            <Empty>{t('form.noRuns')}</Empty>
          ) : (
            <ul className="list">
              {runs.map((run) => (
                <UpcomingRun key={run.originalAt} schedule={schedule} run={run} onChange={() => setChanging(run)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Modal opened={changing !== null} onClose={() => setChanging(null)} title={t('upcoming.change')} closeButtonProps={{ 'aria-label': t('action.close') }}>
        {changing && <ChangeForm schedule={schedule} run={changing} done={() => setChanging(null)} />}
      </Modal>
    </section>
  );
}

function UpcomingRun({ schedule, run, onChange }: { schedule: Schemas['ScheduleResponse']; run: Run; onChange: () => void }) {
  const { t } = useTranslation();
  const mayChange = useCaller().role === 'manager';
  const change = useChangeRun(schedule.id);
  const restore = useRestoreRun(schedule.id);
  const at = moment(run.dueAt, schedule.timeZone);
  const special = run.skipped || run.changed || run.dueAt !== run.originalAt;
  return (
    <li className="row">
      <Stack gap={2}>
        <Group gap="xs">
          <Text td={run.skipped ? 'line-through' : undefined}>{at}</Text>
          {run.skipped && <Badge color="gray.8">{t('upcoming.skipped')}</Badge>}
          {run.dueAt !== run.originalAt && <Badge color="indigo.9">{t('upcoming.moved')}</Badge>}
          {run.changed && <Badge color="indigo.9">{t('upcoming.changed')}</Badge>}
        </Group>
        <Text size="sm" c="dimmed">
          {run.dueAt === run.originalAt ? fromNow(run.dueAt) : t('upcoming.instead', { time: moment(run.originalAt, schedule.timeZone) })}
        </Text>
      </Stack>
      {mayChange && (
        <Group gap="xs" justify="end">
          {/* Its own moment may have passed while it waits for a later one. */}
          {special && dayjs(run.originalAt).isAfter(dayjs()) && (
            <Button size="xs" variant="default" aria-label={`${t('upcoming.restore')}: ${at}`} loading={restore.isPending} onClick={() => restore.mutate(run.originalAt)}>
              {t('upcoming.restore')}
            </Button>
          )}
          {!run.skipped && (
            <Button size="xs" variant="default" aria-label={`${t('upcoming.skip')}: ${at}`} loading={change.isPending} onClick={() => change.mutate({ originalAt: run.originalAt, body: { skip: true } })}>
              {t('upcoming.skip')}
            </Button>
          )}
          {!run.skipped && (
            <Button size="xs" variant="default" aria-label={`${t('upcoming.change')}: ${at}`} onClick={onChange}>
              {t('upcoming.change')}
            </Button>
          )}
        </Group>
      )}
    </li>
  );
}

function ChangeForm({ schedule, run, done }: { schedule: Schemas['ScheduleResponse']; run: Run; done: () => void }) {
  const { t } = useTranslation();
  const zone = schedule.timeZone;
  const local = dayjs(run.dueAt).tz(zone).format('YYYY-MM-DDTHH:mm:ss');
  const said = run.changed ? (run.messageText ?? '') : (schedule.messageText ?? '');
  const [at, setAt] = useState(local);
  const [text, setText] = useState(said);
  const change = useChangeRun(schedule.id, done);
  const moves = at !== local || run.dueAt !== run.originalAt;
  const says = text !== said || run.changed;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const images = run.changed ? run : schedule;
    change.mutate({
      originalAt: run.originalAt,
      body: {
        moveTo: moves ? dayjs.tz(at, zone).toISOString() : undefined,
        ...(says ? { messageText: text, images1: images.images1.map((it) => it.id), images2: images.images2.map((it) => it.id) } : {}),
      },
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput type="datetime-local" step={1} label={`${t('upcoming.at')} (${zone})`} required value={at} error={change.error instanceof Problem ? change.error.of('moveTo') : undefined} onChange={(event) => setAt(event.currentTarget.value)} />
        <Textarea label={t('form.message')} description={t('upcoming.only')} autosize minRows={6} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <Button type="submit" disabled={!moves && !says} loading={change.isPending}>
          {t('action.save')}
        </Button>
      </Stack>
    </form>
  );
}
