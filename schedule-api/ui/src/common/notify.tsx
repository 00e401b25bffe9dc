import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Problem } from '../api/client';
import { i18next } from '../i18n';

/** A button without words needs a name. */
const closable = () => ({ closeButtonProps: { 'aria-label': i18next.t('action.close') } });

export function said(message: string): void {
  notifications.show({ message, color: 'teal.9', ...closable() });
}

/** Says what was done, and undoes it when asked within ten seconds. */
export function undoable(message: string, undo: () => void): void {
  const id = notifications.show({
    message: (
      <Group justify="space-between">
        {message}
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            undo();
            notifications.hide(id);
          }}
        >
          {i18next.t('action.undo')}
        </Button>
      </Group>
    ),
    autoClose: 10_000,
    ...closable(),
  });
}

export function failed(problem: Error): void {
  notifications.show({ title: i18next.t('problem.title'), message: withTrace(problem), color: 'red.9', autoClose: 10_000, ...closable() });
}

/** In words, and under which number to ask about it. */
export function withTrace(problem: Error): string {
  return problem instanceof Problem && problem.traceId ? `${problem.message} ${i18next.t('problem.trace', { id: problem.traceId })}` : problem.message;
}
