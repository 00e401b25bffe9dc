import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { timeOfDay } from '../common/format';
import { addDays, crowdOf, dayOf, lanesOf, nameOfRun, type CalendarRun } from './calendar';
import type { Quiet } from './quiet';
import { RunEntry } from './RunEntry';

/** One day: how its runs crowd, and a lane for each room in which they follow each other. */
export function CalendarLanes({ runs, complete, holiday, roomOf, quietOf, onOpen, onMove }: {
  runs: CalendarRun[];
  /** Whether they are all of the day. */
  complete: boolean;
  holiday?: string;
  roomOf: (run: CalendarRun) => string;
  quietOf: (roomId: number) => Quiet;
  onOpen: (run: CalendarRun) => void;
  onMove: (run: CalendarRun, day: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      {holiday && <Text c="var(--mantine-color-error)">{holiday}</Text>}
      {runs.length > 0 && complete && <Crowd hours={crowdOf(runs)} />}
      <ol className="lanes" aria-label={t('calendar.lanes')}>
        {lanesOf(runs).map((lane) => (
          <li key={lane.roomId} className="calendar-day">
            <Title order={3} size="h5">
              {roomOf(lane.runs[0]!)} <Text span size="xs" c="dimmed">{t('calendar.count', { count: lane.runs.length })}</Text>
            </Title>
            {quietOf(lane.roomId).told && <Text size="xs">{quietOf(lane.roomId).told}</Text>}
            <ul className="calendar-runs">
              {lane.runs.map((run) => (
                <RunEntry key={nameOfRun(run.scheduleId, run.dueAt)} run={run} quiet={quietOf(run.roomId)} draggable={false} onOpen={() => onOpen(run)} onStep={(days) => onMove(run, addDays(dayOf(run.dueAt), days))} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </>
  );
}

function Crowd({ hours }: { hours: number[] }) {
  const { t } = useTranslation();
  const most = Math.max(...hours);
  return (
    <figure className="crowd">
      <figcaption>
        <Text size="sm">{t('calendar.crowd', { time: timeOfDay(`${hours.indexOf(most)}:00`), count: most })}</Text>
      </figcaption>
      <div aria-hidden>
        {hours.map((count, hour) => (
          <span key={hour} title={`${timeOfDay(`${hour}:00`)} · ${count}`}>
            <i style={{ height: `${(100 * count) / most}%` }} />
            {hour % 6 === 0 && <small>{hour}</small>}
          </span>
        ))}
      </div>
    </figure>
  );
}
