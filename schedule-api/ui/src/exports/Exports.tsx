import { Badge, Button, Fieldset, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask, Problem, type Schemas } from '../api/client';
import { download } from '../common/download';
import { moment, number } from '../common/format';
import { failed, said } from '../common/notify';
import { Empty, Heading, Loaded, More } from '../common/parts';
import { usePages } from '../common/queries';
import { dayjs, ZONE } from '../common/time';
import { useKey } from '../common/useKey';

const KINDS = ['send_log', 'schedules', 'statistics'] as const;
const GROUPS = ['day', 'hour', 'room', 'organization', 'bot', 'reason'] as const;
const STATUSES = {
  send_log: ['success', 'partial', 'failed', 'unknown', 'cancelled', 'expired', 'skipped'],
  schedules: ['active', 'inactive', 'completed', 'error'],
} as const;

type Kind = Schemas['ExportRequest']['kind'];
type Export = Schemas['Export'];
type GroupBy = (typeof GROUPS)[number];

const isOpen = (found: Export) => found.state === 'waiting' || found.state === 'writing';

/** Lists as files, written by the server in the background: this page may be left meanwhile. */
export function Exports() {
  const { t } = useTranslation();
  const [watching, setWatching] = useState(true);
  const list = usePages(
    ['exports'],
    async (cursor) => {
      const page = await ask(api.GET('/api/exports', { params: { query: { cursor } } }));
      if (cursor === undefined) {
        setWatching(page.items.some(isOpen));
      }
      return page;
    },
    watching ? 1_000 : false,
  );
  return (
    <>
      <Heading title={t('nav.exports')} />
      <Text mb="md">{t('export.hint')}</Text>
      <Stack gap="xl">
        <ExportForm onAsked={() => setWatching(true)} />
        <Loaded query={list}>
          {(exports) =>
            exports.length === 0 ? (
              <Empty>{t('export.none')}</Empty>
            ) : (
              <ul className="list" aria-live="polite">
                {exports.map((found) => (
                  <ExportRow key={found.id} found={found} />
                ))}
              </ul>
            )
          }
        </Loaded>
        <More list={list} />
      </Stack>
    </>
  );
}

function ExportForm({ onAsked }: { onAsked: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const today = dayjs().tz(ZONE);
  const [kind, setKind] = useState<Kind>('send_log');
  const [from, setFrom] = useState(today.subtract(6, 'day').format('YYYY-MM-DD'));
  const [until, setUntil] = useState(today.format('YYYY-MM-DD'));
  const [status, setStatus] = useState<string | null>(null);
  const [groupBy, setGroupBy] = useState<GroupBy>('day');
  const { key, answered } = useKey();
  const asking = useMutation({
    mutationFn: () =>
      ask(
        api.POST('/api/exports', {
          params: { header: { 'Idempotency-Key': key } },
          body: {
            kind,
            timeZone: ZONE,
            status: status ?? undefined,
            ...(kind === 'schedules' ? {} : { from, until }),
            ...(kind === 'statistics' ? { groupBy } : {}),
          },
        }),
      ),
    onSuccess: () => {
      answered();
      said(t('export.asked'));
      onAsked();
    },
    onError: (problem) => {
      answered(problem);
      if (!(problem instanceof Problem && problem.status === 422)) {
        failed(problem);
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['exports'] }),
  });
  const wrong = (field: string) => (asking.error instanceof Problem ? asking.error.of(field) : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    asking.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Fieldset legend={t('export.make')}>
        <Group align="start">
          <Select
            label={t('export.what')}
            allowDeselect={false}
            data={KINDS.map((value) => ({ value, label: t(`exportKind.${value}`) }))}
            value={kind}
            onChange={(value) => {
              setKind(value as Kind);
              setStatus(null);
            }}
          />
          {kind !== 'schedules' && (
            <>
              <TextInput type="date" required label={`${t('form.from')} (${ZONE})`} value={from} max={until} error={wrong('from')} onChange={(event) => setFrom(event.currentTarget.value)} />
              <TextInput type="date" required label={`${t('form.until')} (${ZONE})`} value={until} min={from} error={wrong('until')} onChange={(event) => setUntil(event.currentTarget.value)} />
            </>
          )}
          {kind === 'statistics' ? (
            <Select
              label={t('statistics.by')}
              allowDeselect={false}
              data={GROUPS.map((value) => ({ value, label: t(`statisticsBy.${value}`) }))}
              value={groupBy}
              onChange={(value) => setGroupBy(value as GroupBy)}
            />
          ) : (
            <Select
              label={t('schedule.status')}
              clearable
              placeholder={t('history.all')}
              data={STATUSES[kind].map((value) => ({ value, label: kind === 'send_log' ? t(`outcome.${value as 'success'}`) : t(`status.${value as 'active'}`) }))}
              value={status}
              error={wrong('status')}
              onChange={setStatus}
            />
          )}
        </Group>
        <Button mt="md" type="submit" loading={asking.isPending}>
          {t('export.make')}
        </Button>
      </Fieldset>
    </form>
  );
}

function ExportRow({ found }: { found: Export }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: () => download(`/api/exports/${found.id}/file`, `${found.request.kind}-${found.id}.csv`),
    onError: failed,
  });
  const removal = useMutation({
    mutationFn: () => ask(api.DELETE('/api/exports/{id}', { params: { path: { id: found.id } } })),
    onSuccess: () => said(t('action.removed')),
    onError: failed,
    onSettled: () => queries.invalidateQueries({ queryKey: ['exports'] }),
  });
  const { kind, from, until, status, groupBy } = found.request;
  const name = `${t(`exportKind.${kind}`)} ${number(found.id)}`;
  const asked = [from && `${from} – ${until}`, groupBy && t(`statisticsBy.${groupBy}`), status && (kind === 'send_log' ? t(`outcome.${status as 'success'}`) : t(`status.${status as 'active'}`))].filter(Boolean);
  return (
    <li className="row">
      <Stack gap={2}>
        <Group gap="xs">
          <Text fw={700}>{name}</Text>
          <Badge variant="default">
            {t(`exportState.${found.state as 'done'}`)}
          </Badge>
        </Group>
        <Text size="sm">{[...asked, t('export.rows', { rows: number(found.rows) })].join(' · ')}</Text>
        {found.truncated && <Text size="sm">{t('export.truncated')}</Text>}
        {found.failure && <Text size="sm">{t(`exportFailure.${found.failure as 'gave_up'}`)}</Text>}
        <Text size="sm" c="dimmed">
          {moment(found.createdAt)} · {t('export.expires', { time: moment(found.expiresAt) })}
        </Text>
      </Stack>
      <Group gap="xs">
        {found.state === 'done' && (
          <Button size="xs" loading={saving.isPending} aria-label={`${t('export.download')}: ${name}`} onClick={() => saving.mutate()}>
            {t('export.download')}
          </Button>
        )}
        <Button size="xs" variant="default" loading={removal.isPending} aria-label={`${t('action.remove')}: ${name}`} onClick={() => removal.mutate()}>
          {t('action.remove')}
        </Button>
      </Group>
    </li>
  );
}
