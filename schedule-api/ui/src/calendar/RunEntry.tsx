import type { DragEvent, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../common/format';
import { ZONE } from '../common/time';
import type { Texts } from '../i18n/ko';
import { useCaller } from '../session/useCaller';
import type { Quiet } from './quiet';
import { isMovable, nameOfRun, STEPS, type CalendarRun } from './calendar';

const KIND = 'application/x-roomcast-run';

let dragged: CalendarRun | null = null;

/** What is being dragged: a browser shows a drop target what it carries only once it is dropped. */
export const draggedRun = (): CalendarRun | null => dragged;

/** Whether it is a run that is dragged over something. */
export const isRun = (event: DragEvent): boolean => event.dataTransfer.types.includes(KIND);

/** One run, with its room where that is not plain from where it stands: opened by a press, moved by dragging it or by keys. */
export function RunEntry({ run, room, quiet, draggable = true, onOpen, onStep }: { run: CalendarRun; room?: string; quiet: Quiet; draggable?: boolean; onOpen: () => void; onStep: (days: number) => void }) {
  const { t } = useTranslation();
  const movable = useCaller().role === 'manager' && isMovable(run);
  const at = clock(run.dueAt, ZONE);
  const state = run.state === 'PLANNED' ? t('calendar.planned') : t(`roomState.${run.state as keyof Texts['roomState']}`);
  const press = (event: KeyboardEvent) => {
    const days = STEPS[event.key];
    if (event.nativeEvent.isComposing) {
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onOpen();
    } else if (movable && event.shiftKey && days !== undefined) {
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
        draggable={movable && draggable}
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
          {run.changed && ` · ${t('upcoming.changed')}`}
          {run.state === 'PLANNED' && quiet.holds(run.dueAt) && ` · ${t('quiet.waits')}`}
          {room && ` · ${room}`}
        </span>
      </div>
    </li>
  );
}
