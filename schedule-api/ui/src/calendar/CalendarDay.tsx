import { Anchor, Text } from '@mantine/core';
import { useState, type DragEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../common/format';
import { dayjs, ZONE } from '../common/time';
import { language } from '../i18n';
import type { Texts } from '../i18n/ko';
import { useCaller } from '../session/useCaller';
import { addDays, dayOf, isMovable, nameOfRun, STEPS, today, type CalendarRun } from './calendar';

const KIND = 'application/x-roomcast-run';

/** What is being dragged: a browser shows a drop target what it carries only once it is dropped. */
let dragged: CalendarRun | null = null;

/** One day with its runs, onto which others can be dropped. @param most runs to show; the rest is one click away */
export function CalendarDay({ day, dim, most, holiday, runs, roomOf, onOpen, onMove, onAll }: {
  day: string;
  dim: boolean;
  most?: number;
  holiday?: string;
  runs: CalendarRun[];
  roomOf: (run: CalendarRun) => string;
  onOpen: (run: CalendarRun) => void;
  onMove: (run: CalendarRun, day: string) => void;
  onAll: () => void;
}) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const date = dayjs.utc(day).locale(language());
  const label = date.format(language() === 'ko' ? 'M월 D일 dddd' : 'dddd, D MMMM');
  const shown = most === undefined ? runs : runs.slice(0, most);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (dragged) {
      onMove(dragged, day);
    }
  };
  const allow = (event: DragEvent) => {
    if (event.dataTransfer.types.includes(KIND)) {
      event.preventDefault();
      setOver(true);
    }
  };
  return (
    <li className="calendar-day" aria-current={day === today() ? 'date' : undefined} data-dim={dim || undefined} data-over={over || undefined} data-today={day === today() || undefined} data-empty={runs.length === 0 || undefined} onDragOver={allow} onDragLeave={() => setOver(false)} onDrop={drop}>
      <div className="calendar-date">
        <Text span fw={day === today() ? 800 : 500} c={holiday || date.day() === 0 ? 'var(--mantine-color-error)' : undefined}>
          <span className="calendar-short" aria-hidden>{date.format('D')}</span>
          <span className="calendar-long">{label}</span>
        </Text>
        {holiday && (
          <Text span size="xs" c="var(--mantine-color-error)">
            {holiday}
          </Text>
        )}
        {runs.length > 1 && (
          <Text span size="xs" c="dimmed">
            {t('calendar.count', { count: runs.length })}
          </Text>
        )}
      </div>
      <ul className="calendar-runs">
        {shown.map((run) => (
          <Run key={nameOfRun(run.scheduleId, run.dueAt)} run={run} room={roomOf(run)} onOpen={() => onOpen(run)} onStep={(days) => onMove(run, addDays(dayOf(run.dueAt), days))} />
        ))}
      </ul>
      {shown.length < runs.length && (
        <Anchor component="button" type="button" size="xs" underline="always" c="var(--mantine-color-text)" onClick={onAll}>
          {t('calendar.more', { count: runs.length - shown.length })}
        </Anchor>
      )}
    </li>
  );
}

function Run({ run, room, onOpen, onStep }: { run: CalendarRun; room: string; onOpen: () => void; onStep: (days: number) => void }) {
  const { t } = useTranslation();
  const movable = useCaller().role === 'manager' && isMovable(run);
  const at = clock(run.dueAt, ZONE);
  const state = run.state === 'PLANNED' ? t('calendar.planned') : t(`roomState.${run.state as keyof Texts['roomState']}`);
  const press = (event: KeyboardEvent) => {
    const days = STEPS[event.key];
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onOpen();
    } else if (movable && event.shiftKey && days !== undefined && !event.nativeEvent.isComposing) {
      event.preventDefault();
      onStep(days);
    }
  };
  const start = (event: DragEvent) => {
    dragged = run;
    event.dataTransfer.setData(KIND, String(run.scheduleId));
    event.dataTransfer.effectAllowed = 'move';
  };
  return (
    <li>
      {/* No button: Firefox drags none. */}
      <div
        role="button"
        tabIndex={0}
        className="calendar-run"
        data-run={nameOfRun(run.scheduleId, run.dueAt)}
        data-state={run.state}
        draggable={movable}
        aria-describedby={movable ? 'calendar-keys' : undefined}
        onDragStart={start}
        onDragEnd={() => (dragged = null)}
        onKeyDown={press}
        onClick={onOpen}
      >
        <span>
          {at} {run.title}
        </span>
        <span className="calendar-where">
          {state}
          {run.changed && ` · ${t('upcoming.changed')}`} · {room}
        </span>
      </div>
    </li>
  );
}
