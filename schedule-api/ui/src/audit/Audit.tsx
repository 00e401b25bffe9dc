import { Group, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../api/client';
import { DateField } from '../common/DateField';
import { moment, type Weekday } from '../common/format';
import { Empty, Heading, Loaded, More } from '../common/parts';
import { ZONE } from '../common/time';
import { usePages } from '../common/queries';
import type { Texts } from '../i18n/ko';
import { ACTIONS, SUBJECTS, type AuditSearch } from './audit';

const route = getRouteApi('/audit');

type Entry = Schemas['AuditEntry'];

/** Who did what, newest first. What is asked stands in the address. */
export function Audit() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: AuditSearch) => void navigate({ search: (old) => ({ ...old, ...part }), replace: true });
  const typed = useDebouncedCallback((who: string) => change({ who: who.trim() || undefined }), 300);
  const list = usePages(['audit', search], (cursor) =>
    ask(
      api.GET('/api/audit', {
        params: {
          query: {
            loginId: search.who, action: search.action, subject: search.subject, subjectId: search.id, from: search.from, until: search.until,
            timeZone: ZONE, cursor,
          },
        },
      }),
    ),
  );
  return (
    <>
      <Heading title={t('nav.audit')} />
      <Text mb="md">{t('audit.hint')}</Text>
      <search className="filters">
        <TextInput label={t('audit.who')} defaultValue={search.who} onChange={(event) => typed(event.currentTarget.value)} />
        <Select
          label={t('audit.what')}
          clearable
          data={SUBJECTS.map((value) => ({ value, label: t(`auditSubject.${value}`) }))}
          value={search.subject ?? null}
          onChange={(value) => change({ subject: SUBJECTS.find((it) => it === value), id: undefined })}
        />
        <Select
          label={t('audit.action')}
          clearable
          data={ACTIONS.map((value) => ({ value, label: t(`auditAction.${value}`) }))}
          value={search.action ?? null}
          onChange={(value) => change({ action: ACTIONS.find((it) => it === value) })}
        />
        <DateField label={t('form.from')} value={search.from} onChange={(from) => change({ from })} />
        <DateField label={t('form.until')} value={search.until} onChange={(until) => change({ until })} />
      </search>
      <Loaded query={list}>
        {(entries) =>
          entries.length === 0 ? (
            <Empty>{t('audit.none')}</Empty>
          ) : (
            <ul className="list" style={{ marginTop: 16 }}>
              {entries.map((entry) => (
                <li className="row" key={entry.id}>
                  <Told entry={entry} />
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

function Told({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const subject = t(`auditSubject.${entry.subject as keyof Texts['auditSubject']}`);
  const action = t(`auditAction.${entry.action as keyof Texts['auditAction']}`);
  const name = entry.subjectName || (entry.subjectId === undefined ? '' : `#${entry.subjectId}`);
  return (
    <div style={{ minWidth: 0, flex: 1 }}>
      <Text fw={600}>
        {subject} {name && `‘${name}’ `}
        {action}
      </Text>
      <Group gap="xs" fz="sm">
        <span>{entry.loginId}</span>
        {entry.grantId !== undefined && <span>{t('audit.underGrant', { id: entry.grantId })}</span>}
        <span>{moment(entry.createdAt, ZONE)}</span>
        <span>{entry.address ?? t(`auditOrigin.${entry.origin as 'event'}`)}</span>
      </Group>
      {entry.changes.length > 0 && (
        <details>
          <summary>{t('audit.details', { count: entry.changes.length })}</summary>
          <dl className="changes">
            {entry.changes.map((change) => (
              <Change key={change.field} change={change} />
            ))}
          </dl>
        </details>
      )}
    </div>
  );
}

const CHOICES = new Set([
  'status', 'role', 'kind', 'sendOrder', 'scheduleType', 'missedRunPolicy', 'overlapPolicy', 'holidayPolicy', 'state', 'scope', 'level', 'gateway', 'advertising', 'createdByType', 'arrived', 'sharedBelow',
  'deletedStatus',
]);

/** As the reader says it: moments in their form, choices in words, lists without their brackets. */
function shown(field: string, value: string, t: TFunction): string {
  if (CHOICES.has(field)) {
    return t(`auditValue.${value as keyof Texts['auditValue']}`, { defaultValue: value });
  }
  if (field === 'scheduleWeekdays') {
    return value.split(',').map((day) => t(`weekday.${day as Weekday}`)).join(' ');
  }
  if (field === 'scheduleTimes') {
    return value.replace(/["[\]]/g, '');
  }
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? moment(value, ZONE) : value;
}

function Change({ change }: { change: Schemas['FieldChange'] }) {
  const { t, i18n } = useTranslation();
  const key = `auditField.${change.field}` as 'auditField.name';
  return (
    <>
      <dt>{i18n.exists(key) ? t(key) : change.field}</dt>
      <dd>
        {change.before !== undefined && <del>{shown(change.field, change.before, t)}</del>}
        {change.before !== undefined && change.after !== undefined && ' → '}
        {change.after !== undefined && <ins>{shown(change.field, change.after, t)}</ins>}
      </dd>
    </>
  );
}
