import { Badge, Group, SegmentedControl, Stack, Tabs, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../api/client';
import { moment } from '../common/format';
import { Empty, Heading, Loaded, More } from '../common/parts';
import { usePages } from '../common/queries';
import { language } from '../i18n';
import { Channels } from './Channels';
import { LOOK_EVERY } from './alerts';

type Alert = Schemas['Alert'];


/** What is wrong, what was, and who is told. */
export function Alerts() {
  const { t } = useTranslation();
  return (
    <Tabs defaultValue="alerts" keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="alerts">{t('alert.title')}</Tabs.Tab>
        <Tabs.Tab value="channels">{t('alert.channels')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="alerts">
        <AlertList />
      </Tabs.Panel>
      <Tabs.Panel value="channels">
        <Channels />
      </Tabs.Panel>
    </Tabs>
  );
}

function AlertList() {
  const { t } = useTranslation();
  const [state, setState] = useState<string>('open');
  const list = usePages(
    ['alerts', state],
    (cursor) => ask(api.GET('/api/alerts', { params: { query: { state: state === 'all' ? undefined : state, cursor } } })),
    LOOK_EVERY,
  );
  return (
    <>
      <Heading title={t('alert.title')}>
        <SegmentedControl
          aria-label={t('alert.which')}
          data={[{ value: 'open', label: t('alertState.open') }, { value: 'all', label: t('alert.all') }]}
          value={state}
          onChange={setState}
        />
      </Heading>
      <Text mb="md">{t('alert.hint')}</Text>
      <Loaded query={list}>
        {(alerts) =>
          alerts.length === 0 ? (
            <Empty>{t(state === 'open' ? 'alert.noneOpen' : 'alert.none')}</Empty>
          ) : (
            <ul className="list">
              {alerts.map((alert) => (
                <li className="row" key={alert.id}>
                  <Told alert={alert} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <More list={list} />
    </>
  );
}

function Told({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <Text fw={700}>{t(`alertKind.${alert.kind as 'late'}`)}</Text>
        <Badge color={alert.endedAt ? 'gray.8' : 'red.9'}>{t(`alertState.${alert.state as 'open'}`)}</Badge>
        <Text>{alert.subjectName ?? `#${alert.subjectId}`}</Text>
      </Group>
      <Text>{alert.sentence[language()]}</Text>
      <Text size="sm" c="dimmed">
        {moment(alert.openedAt)} – {alert.endedAt ? moment(alert.endedAt) : t('alert.now')}
        {alert.subject !== 'organization' && ` · ${alert.organizationName}`}
      </Text>
    </Stack>
  );
}
