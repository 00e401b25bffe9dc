import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { resume } from '../api/session';
import { RunEntry } from './RunEntry';
import type { CalendarRun } from './calendar';
import { server } from '../test/server';

const run = { scheduleId: 31, title: '주간 전단', dueAt: '2099-11-24T00:00:00Z', originalAt: '2099-11-24T00:00:00Z', state: 'PLANNED', changed: false, roomId: 7 } as CalendarRun;

it('is opened and moved by keys, but by none of those that compose a letter', async () => {
  server.listen();
  await resume();
  server.close();
  const open = vi.fn();
  const step = vi.fn();
  render(
    <MantineProvider env="test">
      <RunEntry run={run} quiet={{ holds: () => false } as never} onOpen={open} onStep={step} />
    </MantineProvider>,
  );
  const entry = screen.getByRole('button');

  fireEvent.keyDown(entry, { key: 'Enter', isComposing: true });
  fireEvent.keyDown(entry, { key: 'ArrowRight', shiftKey: true, isComposing: true });
  expect(open).not.toHaveBeenCalled();
  expect(step).not.toHaveBeenCalled();

  fireEvent.keyDown(entry, { key: 'ArrowRight', shiftKey: true });
  expect(step).toHaveBeenCalledExactlyOnceWith(1);
  fireEvent.keyDown(entry, { key: 'Enter' });
  expect(open).toHaveBeenCalledOnce();
});
