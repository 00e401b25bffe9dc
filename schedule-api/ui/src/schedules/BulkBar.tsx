import { Button, Group, Modal, Paper, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { modals } from '../common/dialogs';
import { api, ask, type Schemas } from '../api/client';
import { failed, said, undoable } from '../common/notify';
import { options, useRooms } from '../common/queries';
import { dayjs, ZONE } from '../common/time';
import { useKey } from '../common/useKey';
import { showRefusals } from './BulkRefusals';

type Action = Schemas['BulkRequest']['action'];
type Asked = Pick<Schemas['BulkRequest'], 'action' | 'scheduleTimes' | 'roomId' | 'validUntil'>;

/** Some by their numbers, or all that a filter finds. */
export type Selected = { ids: number[] } | { filter: NonNullable<Schemas['BulkRequest']['filter']>; said: string };

/** What can be done with all that is selected, in one request; says what each refused, and undoes the rest. */
export function BulkBar({ selected, titleOf, clear }: { selected: Selected; titleOf: (id: number) => string | undefined; clear: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [editing, setEditing] = useState(false);
  const reread = () => queries.invalidateQueries({ queryKey: ['schedules'] });
  const undo = useMutation({
    mutationFn: (bulkId: string) => ask(api.POST('/api/schedules/bulk/{bulkId}/undo', { params: { path: { bulkId } } })),
    onSuccess: (answer) => tell(answer, t('bulk.undone')),
    onError: failed,
    onSettled: reread,
  });
  const { key, answered } = useKey();
  const act = useMutation({
    mutationFn: (asked: Asked) =>
      ask(api.POST('/api/schedules/bulk', { params: { header: { 'Idempotency-Key': key } }, body: { ...asked, ...('ids' in selected ? selected : { filter: selected.filter }) } })),
    onSuccess: (answer) => {
      answered();
      const done = answer.results.filter((it) => it.done).length;
      if (done > 0) {
        undoable(t('bulk.done', { count: done }), () => undo.mutate(answer.bulkId));
      }
      tell(answer, null);
      setEditing(false);
      clear();
    },
    onError: (problem) => {
      answered(problem);
      failed(problem);
    },
    onSettled: reread,
  });
  function tell(answer: Schemas['BulkResponse'], good: string | null) {
    const refused = answer.results.filter((it) => !it.done);
    if (refused.length > 0) {
      showRefusals(refused, titleOf);
    } else if (good) {
      said(good);
    }
  }
  const remove = () =>
    modals.openConfirmModal({
      title: 'ids' in selected ? t('bulk.confirmRemove', { count: selected.ids.length }) : t('bulk.confirmRemoveAll', { filter: selected.said }),
      labels: { confirm: t('action.remove'), cancel: t('action.cancel') },
      onConfirm: () => act.mutate({ action: 'delete' }),
    });
  return (
    <Paper withBorder p="sm" mt="md" role="region" aria-label={t('bulk.title')}>
      <Group gap="xs">
        <Text fw={700}>{'ids' in selected ? t('bulk.selected', { count: selected.ids.length }) : t('bulk.everything', { filter: selected.said })}</Text>
        <Button size="xs" variant="default" loading={act.isPending} onClick={() => act.mutate({ action: 'resume' })}>
          {t('bulk.resume')}
        </Button>
        <Button size="xs" variant="default" loading={act.isPending} onClick={() => act.mutate({ action: 'pause' })}>
          {t('bulk.pause')}
        </Button>
        <Button size="xs" variant="default" loading={act.isPending} onClick={() => act.mutate({ action: 'copy' })}>
          {t('action.copy')}
        </Button>
        <Button size="xs" variant="default" onClick={() => setEditing(true)}>
          {t('bulk.edit')}
        </Button>
        <Button size="xs" variant="default" loading={act.isPending} onClick={remove}>
          {t('action.remove')}
        </Button>
        <Button size="xs" variant="default" onClick={clear}>
          {t('bulk.clear')}
        </Button>
      </Group>
      <Modal opened={editing} onClose={() => setEditing(false)} title={t('bulk.edit')} closeButtonProps={{ 'aria-label': t('action.close') }}>
        <EditForm pending={act.isPending} submit={(asked) => act.mutate(asked)} />
      </Modal>
    </Paper>
  );
}

function EditForm({ pending, submit }: { pending: boolean; submit: (asked: Asked) => void }) {
  const { t } = useTranslation();
  const rooms = useRooms();
  const [action, setAction] = useState<Action>('move_times');
  const [time, setTime] = useState('09:00');
  const [room, setRoom] = useState<string | null>(null);
  const [until, setUntil] = useState(dayjs().add(1, 'year').format('YYYY-MM-DD'));
  const send = (event: FormEvent) => {
    event.preventDefault();
    submit({
      action,
      scheduleTimes: action === 'move_times' ? [time] : undefined,
      roomId: action === 'change_room' ? Number(room) : undefined,
      validUntil: action === 'extend' ? dayjs.tz(`${until} 23:59:59`, ZONE).toISOString() : undefined,
    });
  };
  return (
    <form onSubmit={send}>
      <Stack>
        <Select
          label={t('bulk.what')}
          allowDeselect={false}
          data={(['move_times', 'change_room', 'extend'] as const).map((value) => ({ value, label: t(`bulk.${value}`) }))}
          value={action}
          onChange={(value) => setAction((value ?? 'move_times') as Action)}
        />
        {action === 'move_times' && <TextInput type="time" label={t('form.times')} required value={time} onChange={(event) => setTime(event.currentTarget.value)} />}
        {action === 'change_room' && <Select label={t('schedule.room')} required searchable data={options(rooms.data)} value={room} onChange={setRoom} />}
        {action === 'extend' && <TextInput type="date" label={`${t('form.until')} (${ZONE})`} required value={until} onChange={(event) => setUntil(event.currentTarget.value)} />}
        <Button type="submit" loading={pending} disabled={action === 'change_room' && !room}>
          {t('action.save')}
        </Button>
      </Stack>
    </form>
  );
}
