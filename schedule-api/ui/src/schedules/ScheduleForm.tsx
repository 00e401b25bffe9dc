import { Alert, Button, Fieldset, Group, Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask, Problem, told, type Schemas } from '../api/client';
import { failed } from '../common/notify';
import { Heading, Loaded } from '../common/parts';
import { useOrganizations, useRooms } from '../common/queries';
import { contentOf, isEmpty } from '../message/message';
import { MessageFields } from '../message/MessageFields';
import { Preview } from '../message/Preview';
import { useCaller } from '../session/useCaller';
import { TryAhead } from '../simulation/TryAhead';
import { draftOf, emptyDraft, request, type Draft } from './draft';
import { NextRuns } from './NextRuns';
import { TestSend } from './TestSend';
import { useDraft } from '../common/useDraft';
import { useSave } from './useSave';
import { Warnings } from './Warnings';
import { WhenFields } from './WhenFields';

const newRoute = getRouteApi('/schedules/new');
const editRoute = getRouteApi('/schedules/$id/edit');

export function NewSchedule() {
  const { from } = newRoute.useSearch();
  const copied = useSchedule(from);
  if (from === undefined) {
    return <Form key="new" initial={emptyDraft()} store="new" />;
  }
  return (
    <Loaded query={copied}>
      {(schedule) => <Form key={`copy-${from}`} initial={draftOf(schedule)} store={`copy-${from}`} />}
    </Loaded>
  );
}

export function EditSchedule() {
  const id = Number(editRoute.useParams().id);
  const query = useSchedule(id);
  return <Loaded query={query}>{(schedule) => <Form key={id} initial={draftOf(schedule)} saved={schedule} store={String(id)} />}</Loaded>;
}

function useSchedule(id: number | undefined) {
  return useQuery({
    // Of its own: what another screen has kept may be old, and would be refused when it is saved.
    queryKey: ['schedule', id, 'form'],
    enabled: id !== undefined,
    queryFn: () => ask(api.GET('/api/schedules/{id}', { params: { path: { id: id! } } })),
    // What is being edited must not change under the writer's hands.
    staleTime: Infinity,
    gcTime: 0,
  });
}

const SEND_NOW = 'sendNow';

/** Which of the two buttons has submitted the form. */
const isSendNow = (event: FormEvent): boolean => ((event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null)?.name === SEND_NOW;

/** One page, one submit: where, what, when, and the check that the server makes of it. */
function Form({ initial, saved, store }: { initial: Draft; saved?: Schemas['ScheduleResponse']; store: string }) {
  const { t } = useTranslation();
  const { draft, base, requestKey, restored, change, reset, renew, forget, keepNow } = useDraft(initial, saved?.version, store);
  const [uploading, setUploading] = useState(0);
  const mayChange = useCaller().role === 'manager';
  const rooms = useRooms();
  const organizations = useOrganizations();
  const save = useSave(draft, requestKey, saved, forget);
  const problem = save.error instanceof Problem ? save.error : undefined;
  const wrong = (field: string) => problem?.of(field);
  const message = useRef<HTMLTextAreaElement>(null);
  const empty = isEmpty(draft);
  const complete = uploading === 0 && !empty && Boolean(draft.roomId && draft.title);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (empty) {
      message.current?.focus();
      failed(new Error(t('form.nothing')));
      return;
    }
    // Should the answer get lost and the page be loaded again, the same key makes the same schedule.
    keepNow();
    save.mutate({ base, sendNow: isSendNow(event) });
  }

  if (!mayChange) {
    return (
      <Alert variant="outline" role="status">
        {t('form.viewer')}
      </Alert>
    );
  }
  return (
    <>
      <Heading title={t(saved ? 'schedule.edit' : 'schedule.create')} />
      {restored && (
        <Alert variant="outline" mb="md" role="status">
          <Group>
            {t('form.draft')}
            <Button size="xs" variant="default" onClick={reset}>
              {t('form.dropDraft')}
            </Button>
          </Group>
        </Alert>
      )}
      {problem && problem.status !== 412 && (
        <Alert color="red" variant="outline" mb="md" role="alert" title={t('problem.title')}>
          {problem.fields.length === 0 ? problem.message : problem.fields.map((it) => <div key={it.pointer + it.code}>{told(it)}</div>)}
          {problem.code === 'key_reused' && (
            <Button size="xs" variant="default" mt="sm" onClick={renew}>
              {t('problem.sendAnew')}
            </Button>
          )}
        </Alert>
      )}
      <form onSubmit={submit} className="form-grid above-sheet">
        <Stack gap="xl">
          <Fieldset legend={t('form.where')}>
            <Stack>
              <Select
                label={t('schedule.room')}
                placeholder={t('form.roomHint')}
                required
                searchable
                data={rooms.data?.filter((room) => room.status === 'active').map((room) => ({
                  value: String(room.id),
                  label: `${room.name} · ${t(`room.${room.kind as 'test'}`)} · ${room.botName}`,
                })) ?? []}
                value={draft.roomId}
                error={wrong('roomId') ?? rooms.error?.message}
                onChange={(roomId) => change({ roomId })}
              />
              {(organizations.data?.length ?? 0) > 1 && (
                <Select
                  label={t('form.onBehalf')}
                  searchable
                  clearable
                  data={organizations.data?.map((it) => ({ value: String(it.id), label: `${it.name} (${t(`org.${it.level as 'branch'}`)})` })) ?? []}
                  value={draft.organizationId}
                  error={wrong('organizationId')}
                  onChange={(organizationId) => change({ organizationId })}
                />
              )}
            </Stack>
          </Fieldset>
          <Fieldset legend={t('form.what')}>
            <Stack>
              <TextInput
                label={t('schedule.title')}
                required
                maxLength={255}
                value={draft.title}
                error={wrong('title')}
                onChange={(event) => change({ title: event.currentTarget.value })}
              />
              <TextInput
                label={t('schedule.description')}
                maxLength={2000}
                value={draft.description}
                error={wrong('description')}
                onChange={(event) => change({ description: event.currentTarget.value })}
              />
              <MessageFields
                ref={message}
                message={draft}
                change={change}
                wrong={wrong}
                onBusy={(more) => setUploading((now) => now + more)}
              />
            </Stack>
          </Fieldset>
          <WhenFields draft={draft} change={change} wrong={wrong} />
          <Fieldset legend={t('form.check')}>
            <Stack>
              <NextRuns request={request(draft)} scheduleId={saved?.id} />
              <Warnings request={request(draft)} scheduleId={saved?.id} ready={complete} />
            </Stack>
          </Fieldset>
          <Group>
            <Button type="submit" loading={save.isPending} disabled={uploading > 0}>
              {t('action.save')}
            </Button>
            <Button type="submit" name={SEND_NOW} variant="default" loading={save.isPending} disabled={uploading > 0} title={t('form.sendNowHint')}>
              {t('form.sendNow')}
            </Button>
            <TryAhead request={request(draft)} scheduleId={saved?.id} disabled={!complete} />
            <TestSend draft={draft} disabled={uploading > 0 || empty} />
          </Group>
        </Stack>
        <Preview content={contentOf(draft)} />
      </form>
    </>
  );
}
