import { Alert, Badge, Group, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { moment, number, preciseClock } from '../common/format';
import { Empty } from '../common/parts';
import { inLanguage } from '../i18n';

type Answer = Schemas['SimulationResponse'];
type Run = Schemas['ExpectedRun'];

const SHOWN = 100;

/** What would be sent when, what each message waits for, and how long the phone is taken. */
export function Ahead({ answer }: { answer: Answer }) {
  const { t } = useTranslation();
  const late = answer.runs.filter((run) => run.outcome !== 'sent' || run.delaySeconds > 0).length;
  return (
    <Stack>
      <Text role="status" fw={700}>
        {t('simulation.summary', { count: answer.runs.length, late })}
      </Text>
      {!answer.complete && (
        <Alert variant="outline">
          {t('simulation.incomplete')}
        </Alert>
      )}
      {answer.runs.length === 0 ? (
        <Empty>{t('simulation.none')}</Empty>
      ) : (
        <ul className="list">
          {answer.runs.slice(0, SHOWN).map((run) => (
            <li className="row" key={`${run.scheduleId ?? ''}-${run.roomId}-${run.dueAt}-${run.startsAt ?? ''}`}>
              <Told run={run} zone={answer.timeZone} />
            </li>
          ))}
        </ul>
      )}
      {answer.runs.length > SHOWN && <Text size="sm">{t('simulation.more', { count: answer.runs.length - SHOWN })}</Text>}
      <Days answer={answer} />
      {answer.holidays.length > 0 && (
        <Text size="sm">
          {t('nav.holidays')}: {answer.holidays.map((it) => `${it.date} ${it.name}`).join(', ')}
        </Text>
      )}
    </Stack>
  );
}

function Told({ run, zone }: { run: Run; zone: string }) {
  const { t } = useTranslation();
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <Text fw={700}>{run.title || t(run.scheduleId === undefined ? 'simulation.unscheduled' : 'simulation.others')}</Text>
        {run.drafted && <Badge color="blue.9">{t('simulation.drafted')}</Badge>}
        {run.outcome !== 'sent' && <Badge color="red.9">{t(`simulationOutcome.${run.outcome as 'expired'}`)}</Badge>}
      </Group>
      <Text size="sm">
        {run.roomName} · {moment(run.dueAt, zone)}
        {run.delaySeconds > 0 && run.startsAt && ` → ${preciseClock(run.startsAt, zone)}`}
      </Text>
      {run.waits.map((wait) => (
        <Text size="sm" c="dimmed" key={`${wait.reason}-${wait.until}`}>
          {t(`wait.${wait.reason as 'GAP'}`)}
          {wait.rule && ` — ${inLanguage(wait.rule, wait.ruleKo)}`}
          {wait.behind !== undefined && ` — ${t('simulation.behind', { title: wait.behind || t('simulation.others') })}`} ({t('runs.until', { time: preciseClock(wait.until, zone) })})
        </Text>
      ))}
    </Stack>
  );
}

function Days({ answer }: { answer: Answer }) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={420} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': t('simulation.phone', { name: answer.botName }) } }}>
      <Table striped>
        <Table.Caption>{t('simulation.phone', { name: answer.botName })}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('simulation.day')}</Table.Th>
            <Table.Th scope="col">{t('simulation.messages')}</Table.Th>
            <Table.Th scope="col">{t('simulation.collisions')}</Table.Th>
            <Table.Th scope="col">{t('simulation.busy')}</Table.Th>
            <Table.Th scope="col">{t('simulation.longest')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {answer.days.map((day) => (
            <Table.Tr key={day.date}>
              <Table.Th scope="row">{day.date}</Table.Th>
              <Table.Td>{number(day.messages)}</Table.Td>
              <Table.Td>{number(day.collisions)}</Table.Td>
              <Table.Td>{t('simulation.seconds', { count: day.busySeconds })}</Table.Td>
              <Table.Td>{t('simulation.seconds', { count: day.longestDelaySeconds })}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
