import { expect, it } from 'vitest';
import type { Schemas } from '../api/client';
import { room } from '../test/server';
import { isQuiet, spansOf } from './quiet';

const organization = (id: number, parentId: number | undefined, quietFrom?: string) =>
  ({ id, parentId, quietFrom, quietUntil: quietFrom && '06:00:00' }) as Schemas['Organization'];

it('a room is quiet when it is itself, or its organisation or one above', () => {
  const spans = spansOf({ ...room, quietFrom: '12:00:00', quietUntil: '13:00:00' }, [organization(4, 3), organization(3, 2, '22:00:00'), organization(9, 2, '08:00:00')]);

  expect(spans).toEqual([{ from: '12:00', until: '13:00' }, { from: '22:00', until: '06:00' }]);
  expect(spansOf(undefined, [])).toEqual([]);
});

it('quiet hours may go over midnight; their end is not one of them', () => {
  const quietAt = (time: string) => isQuiet([{ from: '22:00', until: '06:00' }, { from: '12:00', until: '13:00' }], `2026-11-23T${time}:00+09:00`, 'Asia/Seoul');

  expect(['22:00', '23:59', '00:00', '05:59', '12:00', '12:59'].map(quietAt)).toEqual([true, true, true, true, true, true]);
  expect(['06:00', '21:59', '11:59', '13:00'].map(quietAt)).toEqual([false, false, false, false]);
});
