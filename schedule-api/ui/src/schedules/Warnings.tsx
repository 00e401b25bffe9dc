import { Alert, List, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../api/client';
import { moment, preciseClock } from '../common/format';
import { inLanguage } from '../i18n';

/** A message that goes before it on the same phone is no news; a wait of so long is. */
const NEWS_SECONDS = 10;
const SHOWN = 3;

type Run = Schemas['ExpectedRun'];

/** What of the coming week would be late or not be sent at all, and by which rule: limits, quiet hours, other messages. */
export function Warnings({ request, scheduleId, ready }: { request: Schemas['ScheduleRequest']; scheduleId?: number; ready: boolean }) {
  const { t } = useTranslation();
  const now = JSON.stringify(request);
  const [settled] = useDebouncedValue(now, 800);
  const query = useQuery({
    queryKey: ['warnings', settled, scheduleId],
    enabled: ready && settled === now,
    placeholderData: keepPreviousData,
    // What is wrong with the form is told by the preview, and when it is saved.
    retry: false,
    queryFn: () => ask(api.POST('/api/simulations', { body: { schedule: JSON.parse(settled) as Schemas['ScheduleRequest'], scheduleId } })),
  });
  if (!ready || !query.data) {
    return null;
  }
  const runs = query.data.runs.filter((run) => run.drafted && (run.outcome !== 'sent' || run.delaySeconds >= NEWS_SECONDS));
  return (
    <div aria-live="polite">
      {!query.data.complete && <Text size="sm">{t('simulation.incomplete')}</Text>}
      {runs.length === 0 ? (
        query.data.complete && <Text size="sm">{t('warning.none')}</Text>
      ) : (
        <Alert color="orange" variant="outline" title={t('warning.title', { count: runs.length })} styles={{ title: { color: 'var(--mantine-color-text)' } }}>
          <List size="sm">
            {runs.slice(0, SHOWN).map((run) => (
              <List.Item key={run.dueAt}>
                <Told run={run} zone={query.data.timeZone} />
              </List.Item>
            ))}
          </List>
          {runs.length > SHOWN && <Text size="sm">{t('simulation.more', { count: runs.length - SHOWN })}</Text>}
        </Alert>
      )}
    </div>
  );
}

/** Its moment, what becomes of it, and the longest of its waits. */
function Told({ run, zone }: { run: Run; zone: string }) {
  const { t } = useTranslation();
  const wait = [...run.waits].sort((one, other) => other.until.localeCompare(one.until))[0];
  const fate = run.outcome !== 'sent' ? t(`simulationOutcome.${run.outcome as 'expired'}`) : run.startsAt && preciseClock(run.startsAt, zone);
  return (
    <>
      {moment(run.dueAt, zone)} → {fate}
      {wait && `: ${t(`wait.${wait.reason as 'GAP'}`)}`}
      {wait?.rule && ` — ${inLanguage(wait.rule, wait.ruleKo)}`}
    </>
  );
}
