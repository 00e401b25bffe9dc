import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { moment } from '../common/format';
import { dayjs, ZONE } from '../common/time';
import type { Texts } from '../i18n/ko';
import { useChangeRun, useRestoreRun } from '../schedules/useRuns';
import { useCaller } from '../session/useCaller';
import { Problem } from '../api/client';
import { MoveForGood } from './MoveForGood';
import { instantOf, isMovable, localOf, type CalendarRun } from './calendar';

/** What one run is, and what can be done with it: moved, skipped, put back; or all of its schedule, on its own page. */
export function MoveRun({ run, at, room, done }: { run: CalendarRun; at: string; room: string; done: (at: string) => void }) {
  const { t } = useTranslation();
  const mayChange = useCaller().role === 'manager';
  const { originalAt } = run;
  const restore = useRestoreRun(run.scheduleId, () => originalAt && done(originalAt));
  const isMoved = originalAt !== undefined && originalAt !== run.dueAt;
  const isSpecial = run.state === 'SKIPPED' || isMoved || run.changed;
  const ahead = originalAt !== undefined && dayjs(originalAt).isAfter(dayjs());
  return (
    <Stack>
      <Text>
        {room} · {moment(run.dueAt, ZONE)} · {run.state === 'PLANNED' ? t('calendar.planned') : t(`roomState.${run.state as keyof Texts['roomState']}`)}
      </Text>
      {isMoved && <Text size="sm">{t('upcoming.instead', { time: moment(originalAt, ZONE) })}</Text>}
      {mayChange && isMovable(run) && <Move run={run} at={at} done={done} />}
      {mayChange && ahead && isSpecial && (
        <Button variant="default" loading={restore.isPending} onClick={() => restore.mutate(originalAt)}>
          {t('upcoming.restore')}
        </Button>
      )}
      <Anchor component={Link} to={`/schedules/${run.scheduleId}`} underline="always">
        {t('calendar.whole')}
      </Anchor>
    </Stack>
  );
}

function Move({ run, at, done }: { run: CalendarRun; at: string; done: (at: string) => void }) {
  const { t } = useTranslation();
  const [target, setTarget] = useState(localOf(at));
  const originalAt = run.originalAt!;
  const change = useChangeRun(run.scheduleId, ({ moveTo }) => done(moveTo ?? originalAt));
  const [settled] = useDebouncedValue(target, 300);
  const moves = target !== localOf(run.dueAt);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ originalAt, body: { moveTo: instantOf(target) } });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput data-autofocus type="datetime-local" step={1} required label={`${t('upcoming.at')} (${ZONE})`} description={t('upcoming.only')} value={target} error={change.error instanceof Problem ? change.error.of('moveTo') : undefined} onChange={(event) => setTarget(event.currentTarget.value)} />
        <Group>
          <Button type="submit" disabled={!moves} loading={change.isPending}>
            {t('calendar.move')}
          </Button>
          <Button variant="default" loading={change.isPending} onClick={() => change.mutate({ originalAt, body: { skip: true } })}>
            {t('upcoming.skip')}
          </Button>
          {moves && settled === target && target && <MoveForGood run={run} target={instantOf(target)} done={() => done(instantOf(target))} />}
        </Group>
      </Stack>
    </form>
  );
}
