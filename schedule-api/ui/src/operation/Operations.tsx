import { Alert, Button, Code, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { modals } from '../common/dialogs';
import { api, ask, type Schemas } from '../api/client';
import { fromNow, moment, number } from '../common/format';
import { failed, said } from '../common/notify';
import { Empty, Heading, Loaded } from '../common/parts';
import type { Texts } from '../i18n/ko';

type Now = Schemas['Operations'];
type Letter = Schemas['DeadLetter'];

const EVERY = 10_000;
const MOST = 50;

/** How the system as a whole stands, for whoever runs it. */
export function Operations() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['operations'], queryFn: () => ask(api.GET('/api/operations')), refetchInterval: EVERY });
  return (
    <>
      <Heading title={t('nav.operations')} />
      <Stack gap="xl">
        <Loaded query={query}>{(now) => <Standing now={now} />}</Loaded>
        <DeadLetters />
      </Stack>
    </>
  );
}

/** Where a table is wider than the screen, keys scroll it, too. */
const scrolled = (name: string) => ({ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': name } });

function Standing({ now }: { now: Now }) {
  const { t } = useTranslation();
  return (
    <>
      {!now.brokerAnswers && (
        <Alert color="red" variant="outline" role="alert" title={t('operations.noBroker')}>
          {t('operations.noBrokerHint')}
        </Alert>
      )}
      <section>
        <Title order={2} size="h4">{t('operations.waiting')}</Title>
        <Text size="sm" mb="sm">{t('operations.waitingHint', { time: moment(now.at) })}</Text>
        {now.waiting.length === 0 ? (
          <Empty>{t('operations.nothingWaits')}</Empty>
        ) : (
          <Table.ScrollContainer minWidth={480} scrollAreaProps={scrolled(t('operations.waiting'))}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('operations.reason')}</Table.Th>
                  <Table.Th scope="col">{t('operations.runs')}</Table.Th>
                  <Table.Th scope="col">{t('operations.oldest')}</Table.Th>
                  <Table.Th scope="col">{t('operations.next')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {now.waiting.map((it) => (
                  <Table.Tr key={it.reason}>
                    <Table.Td>{t(`wait.${it.reason as keyof Texts['wait']}`)}</Table.Td>
                    <Table.Td>{number(it.runs)}</Table.Td>
                    <Table.Td>{moment(it.oldestDueAt)}</Table.Td>
                    <Table.Td>{it.nextAt ? moment(it.nextAt) : '–'}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </section>
      <section>
        <Title order={2} size="h4">{t('operations.readers')}</Title>
        <Text size="sm" mb="sm">{t('operations.readersHint')}</Text>
        <Text>
          {now.unpublishedSince
            ? t('operations.unpublished', { count: now.unpublished, since: fromNow(now.unpublishedSince) })
            : t('operations.allPublished')}
        </Text>
        {now.readers.length > 0 && (
          <Table.ScrollContainer minWidth={480} scrollAreaProps={scrolled(t('operations.readers'))}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('operations.group')}</Table.Th>
                  <Table.Th scope="col">{t('operations.topic')}</Table.Th>
                  <Table.Th scope="col">{t('operations.behind')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {now.readers.map((it) => (
                  <Table.Tr key={`${it.group} ${it.topic}`}>
                    <Table.Td>{t(`reader.${it.group as 'roomcast-dispatcher'}`, { defaultValue: it.group })}</Table.Td>
                    <Table.Td>{it.topic}</Table.Td>
                    <Table.Td>{number(it.behind)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </section>
    </>
  );
}

/** Newest first; they stay where they are, whatever becomes of them. */
function DeadLetters() {
  const { t } = useTranslation();
  // Whoever looks is on record: only when they ask to.
  const query = useQuery({
    queryKey: ['dead-letters'],
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    queryFn: () => ask(api.GET('/api/operations/dead-letters', { params: { query: { limit: MOST } } })),
  });
  return (
    <section>
      <Group justify="space-between">
        <Title order={2} size="h4">{t('operations.deadLetters')}</Title>
        <Button size="xs" variant="default" loading={query.isFetching} onClick={() => void query.refetch()}>
          {t('action.reload')}
        </Button>
      </Group>
      <Text size="sm" mb="sm">{t('operations.deadLettersHint', { most: MOST })}</Text>
      <Loaded query={query}>
        {(letters) =>
          letters.length === 0 ? (
            <Empty>{t('operations.noDeadLetters')}</Empty>
          ) : (
            <ul className="list">
              {letters.map((letter) => (
                <DeadLetter key={`${letter.topic} ${letter.partition} ${letter.offset}`} letter={letter} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function DeadLetter({ letter }: { letter: Letter }) {
  const { t } = useTranslation();
  const { topic, partition, offset } = letter;
  const name = `${topic}, ${partition}:${offset}`;
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: () => ask(api.POST('/api/operations/dead-letters/redrive', { body: { topic, partition, offset, dryRun: false } })),
    onSuccess: () => {
      said(t('operations.sent'));
      return queries.invalidateQueries({ queryKey: ['operations'] });
    },
    onError: failed,
  });
  const tryFirst = useMutation({
    mutationFn: () => ask(api.POST('/api/operations/dead-letters/redrive', { body: { topic, partition, offset, dryRun: true } })),
    onSuccess: (answer) => {
      const verdict = t(`verdict.${answer.verdict}`);
      if (answer.verdict === 'READABLE') {
        modals.openConfirmModal({
          title: t('operations.confirm'),
          children: <Text>{`${name}: ${verdict}`}</Text>,
          labels: { confirm: t('operations.redrive'), cancel: t('action.cancel') },
          onConfirm: () => send.mutate(),
        });
      } else {
        modals.open({ title: t('operations.useless'), children: <Text>{answer.detail ? `${verdict} (${answer.detail})` : verdict}</Text> });
      }
    },
    onError: failed,
  });
  return (
    <li className="row">
      <Stack gap={4}>
        <Text fw={700}>{letter.reason || t('operations.noReason')}</Text>
        <Text size="sm" c="dimmed">
          {moment(letter.at)} · {name}
          {letter.key && ` · ${letter.key}`}
        </Text>
        <details className="proof">
          <summary>{t('operations.content')}</summary>
          <Code block>{letter.text}</Code>
        </details>
      </Stack>
      <Button size="xs" variant="default" aria-label={`${t('operations.try')}: ${name}`} loading={tryFirst.isPending || send.isPending} onClick={() => tryFirst.mutate()}>
        {t('operations.try')}
      </Button>
    </li>
  );
}
