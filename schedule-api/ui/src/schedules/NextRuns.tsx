import { List, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask, Problem, told, type Schemas } from '../api/client';
import { fromNow, moment, sentence } from '../common/format';

const SHOWN = 5;

/** Of the fields, which say what is wrong, rather than that something is. */
function reasonOf(problem: Error): string {
  const fields = problem instanceof Problem ? problem.fields.map(told) : [];
  return fields.length > 0 ? [...new Set(fields)].join(', ') : problem.message;
}

/** When a schedule would run, as the server reckons it. Of the rest only the timing matters. */
export function NextRuns({ request, scheduleId }: { request: Schemas['ScheduleRequest']; scheduleId?: number }) {
  const { t } = useTranslation();
  const timing = { ...request, title: '-', messageText: '-', images1: [], images2: [], sendOrder: 'text_first' as const, advertising: false, nightReason: undefined };
  const [settled] = useDebouncedValue(JSON.stringify(timing), 300);
  const asked = JSON.parse(settled) as Schemas['ScheduleRequest'];
  const query = useQuery({
    queryKey: ['preview', settled, scheduleId],
    enabled: asked.roomId > 0 && Boolean(asked.validFrom && asked.validUntil),
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: () => ask(api.POST('/api/schedules/preview', { params: { query: { scheduleId } }, body: asked })),
  });
  const runs = query.data?.nextRuns.slice(0, SHOWN) ?? [];
  return (
    <div aria-live="polite">
      <Text fw={500}>{t('form.nextRuns')}</Text>
      {request.roomId <= 0 && <Text c="dimmed">{t('form.roomHint')}</Text>}
      {query.error && <Text c="red">{reasonOf(query.error)}</Text>}
      {!query.error && query.data && <Text>{sentence(query.data)}</Text>}
      {!query.error && query.data && runs.length === 0 && <Text>{t('form.noRuns')}</Text>}
      {!query.error && (
        <List type="ordered">
          {runs.map((run) => (
            <List.Item key={run}>
              {moment(run, query.data?.timeZone)} ({fromNow(run)})
            </List.Item>
          ))}
        </List>
      )}
    </div>
  );
}
