import { Anchor, Text } from '@mantine/core';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { dayjs } from '../common/time';
import { language } from '../i18n';
import { addDays, dayOf, nameOfRun, today, type CalendarRun } from './calendar';
import type { Quiet } from './quiet';
import { draggedRun, isRun, RunEntry } from './RunEntry';

/** One day with its runs, onto which others can be dropped. @param most runs to show; the rest is one click away */
export function CalendarDay({ day, dim, most, holiday, runs, roomOf, quietOf, onOpen, onMove, onAll }: {
  day: string;
  dim: boolean;
  most?: number;
  holiday?: string;
  runs: CalendarRun[];
  roomOf: (run: CalendarRun) => string;
  quietOf: (roomId: number) => Quiet;
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
    const dragged = draggedRun();
    if (dragged) {
      onMove(dragged, day);
    }
  };
  const allow = (event: DragEvent) => {
    if (isRun(event)) {
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
          <RunEntry key={nameOfRun(run.scheduleId, run.dueAt)} run={run} room={roomOf(run)} quiet={quietOf(run.roomId)} onOpen={() => onOpen(run)} onStep={(days) => onMove(run, addDays(dayOf(run.dueAt), days))} />
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
