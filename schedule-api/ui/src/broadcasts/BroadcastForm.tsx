import { Alert, Button, Fieldset, Group, MultiSelect, NumberInput, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { modals } from '../common/dialogs';
import { api, ask, Problem, told } from '../api/client';
import { failed, said } from '../common/notify';
import { Heading } from '../common/parts';
import { options, useBots, useOrganizations, useRooms } from '../common/queries';
import { useDraft } from '../common/useDraft';
import { contentOf, isEmpty } from '../message/message';
import { MessageFields } from '../message/MessageFields';
import { Preview } from '../message/Preview';
import { useCaller } from '../session/useCaller';
import { emptyDraft, hasTarget, request, type Draft } from './broadcast';

/** One page, one submit: to whom, what, and whom the server says that it reaches. */
export function BroadcastForm() {
  const { t } = useTranslation();
  const { draft, requestKey, restored, change, reset, renew, forget, keepNow } = useDraft(emptyDraft(), undefined, 'broadcast');
  const [uploading, setUploading] = useState(0);
  const mayChange = useCaller().role === 'manager';
  const message = useRef<HTMLTextAreaElement>(null);
  const reach = useReach(draft);
  const save = useSend(draft, requestKey, forget);
  const problem = save.error instanceof Problem ? save.error : undefined;
  const wrong = (field: string) => problem?.of(field);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isEmpty(draft)) {
      message.current?.focus();
      failed(new Error(t('form.nothing')));
    } else if (!hasTarget(draft)) {
      failed(new Error(t('broadcast.choose')));
    } else if (reach.now?.needsApproval) {
      send();
    } else if (reach.now) {
      modals.openConfirmModal({
        title: t('broadcast.confirmSend', { count: reach.now.roomCount }),
        labels: { confirm: t('broadcast.send'), cancel: t('action.cancel') },
        onConfirm: send,
      });
    }
  }

  function send() {
    // Should the answer get lost and the page be loaded again, the same key makes the same broadcast.
    keepNow();
    save.mutate();
  }

  if (!mayChange) {
    return (
      <>
        <Heading title={t('broadcast.create')} />
        <Alert variant="outline" role="status">
          {t('broadcast.viewer')}
        </Alert>
      </>
    );
  }
  return (
    <>
      <Heading title={t('broadcast.create')} />
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
      {problem && (
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
          <TargetFields draft={draft} change={change} wrong={wrong} />
          <Fieldset legend={t('form.what')}>
            <Stack>
              <TextInput
                label={t('schedule.title')}
                required
                maxLength={100}
                value={draft.title}
                error={wrong('title')}
                onChange={(event) => change({ title: event.currentTarget.value })}
              />
              <MessageFields ref={message} message={draft} change={change} wrong={wrong} onBusy={(more) => setUploading((now) => now + more)} />
            </Stack>
          </Fieldset>
          <Fieldset legend={t('form.more')}>
            <Group grow align="end">
              <NumberInput
                label={t('broadcast.window')}
                min={5}
                max={1_440}
                value={draft.windowMinutes}
                error={wrong('windowMinutes')}
                onChange={(value) => change({ windowMinutes: Number(value) })}
              />
              <NumberInput
                label={t('form.priority')}
                min={0}
                max={9}
                value={draft.priority}
                error={wrong('priority')}
                onChange={(value) => change({ priority: Number(value) })}
              />
            </Group>
          </Fieldset>
          <Fieldset legend={t('form.check')}>
            <Reach draft={draft} reach={reach} />
          </Fieldset>
          <Group>
            <Button type="submit" loading={save.isPending} disabled={uploading > 0 || (hasTarget(draft) && !reach.now)}>
              {t(reach.now?.needsApproval ? 'broadcast.ask' : 'broadcast.send')}
            </Button>
          </Group>
        </Stack>
        <Preview content={contentOf(draft)} />
      </form>
    </>
  );
}

function TargetFields({ draft, change, wrong }: {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  wrong: (field: string) => string | undefined;
}) {
  const { t } = useTranslation();
  const organizations = useOrganizations();
  const bots = useBots();
  const rooms = useRooms();
  // One that was switched off since it was chosen must still have its name.
  const shown = (chosen: string[]) => options(rooms.data?.filter((room) => room.status === 'active' || chosen.includes(String(room.id))));
  const tags = [...new Set(rooms.data?.flatMap((room) => room.tags))].sort();
  return (
    <Fieldset legend={t('broadcast.whom')}>
      <Stack>
        <Text size="sm">{t('broadcast.whomHint')}</Text>
        <MultiSelect
          searchable
          label={t('broadcast.organizations')}
          data={options(organizations.data)}
          error={wrong('target/organizationIds') ?? organizations.error?.message}
          value={draft.organizations}
          onChange={(chosen) => change({ organizations: chosen })}
        />
        <MultiSelect
          searchable
          label={t('broadcast.bots')}
          data={options(bots.data)}
          error={wrong('target/botIds') ?? bots.error?.message}
          value={draft.bots}
          onChange={(chosen) => change({ bots: chosen })}
        />
        <TagsInput label={t('broadcast.tags')} data={tags} error={wrong('target/tags')} value={draft.tags} onChange={(chosen) => change({ tags: chosen })} />
        <MultiSelect
          searchable
          limit={100}
          label={t('broadcast.rooms')}
          data={shown(draft.rooms)}
          error={wrong('target/roomIds') ?? rooms.error?.message}
          value={draft.rooms}
          onChange={(chosen) => change({ rooms: chosen })}
        />
        <MultiSelect
          searchable
          limit={100}
          label={t('broadcast.except')}
          data={shown(draft.except)}
          error={wrong('target/exceptRoomIds')}
          value={draft.except}
          onChange={(chosen) => change({ except: chosen })}
        />
      </Stack>
    </Fieldset>
  );
}

/** What the server makes of the choice. Of the rest of the broadcast nothing matters, but it wants a whole one. */
function useReach({ organizations, bots, tags, rooms, except }: Draft) {
  const current = JSON.stringify({ organizations, bots, tags, rooms, except });
  const [asked] = useDebouncedValue(current, 300);
  const draft: Draft = { ...emptyDraft(), title: '-', messageText: '-', ...JSON.parse(asked) };
  const query = useQuery({
    queryKey: ['broadcast-preview', asked],
    enabled: hasTarget(draft),
    queryFn: () => ask(api.POST('/api/broadcasts/preview', { body: request(draft) })),
    retry: false,
  });
  // Of what is chosen at this moment: an older answer might say that nobody has to approve it.
  return { error: query.error, now: current === asked ? query.data : undefined };
}

function Reach({ draft, reach }: { draft: Draft; reach: ReturnType<typeof useReach> }) {
  const { t } = useTranslation();
  if (!hasTarget(draft)) {
    return <Text role="status">{t('broadcast.choose')}</Text>;
  }
  if (reach.error) {
    const problem = reach.error instanceof Problem ? reach.error : undefined;
    return (
      <Alert color="orange" variant="outline" role="status">
        {problem?.fields[0] ? told(problem.fields[0]) : reach.error.message}
      </Alert>
    );
  }
  const phones = Object.entries((reach.now?.roomsByPhone ?? {}) as Record<string, number>);
  return (
    <Stack gap={4} role="status">
      {reach.now && (
        <>
          <Text fw={700}>{t('broadcast.reaches', { count: reach.now.roomCount })}</Text>
          <Text size="sm">{phones.map(([phone, count]) => t('broadcast.byPhone', { phone, count })).join(' · ')}</Text>
          <Text size="sm">{t(reach.now.needsApproval ? 'broadcast.needsApproval' : 'broadcast.atOnce')}</Text>
        </>
      )}
    </Stack>
  );
}

/** @param key pressing twice, or again after a lost answer, makes one broadcast */
function useSend(draft: Draft, key: string, forget: () => void) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const send = useMutation({
    mutationFn: () => ask(api.POST('/api/broadcasts', { params: { header: { 'Idempotency-Key': key } }, body: request(draft) })),
    onSuccess: async (made) => {
      forget();
      said(t(made.state === 'pending' ? 'broadcast.made' : 'broadcast.started'));
      void queries.invalidateQueries({ queryKey: ['broadcasts'] });
      queries.setQueryData(['broadcast', made.id], made);
      await navigate({ to: '/broadcasts/$id', params: { id: String(made.id) } });
    },
    onError: (refused) => {
      if (!(refused instanceof Problem)) {
        failed(refused);
      }
    },
  });
  useEffect(() => {
    if (send.error) {
      window.scrollTo({ top: 0 });
    }
  }, [send.error]);
  return send;
}
