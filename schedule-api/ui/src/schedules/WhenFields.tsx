import { Accordion, Button, Chip, Fieldset, Group, MultiSelect, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MONTH_DAYS, monthDay, timeOfDay, WEEKDAYS, type Weekday } from '../common/format';
import type { Draft } from './draft';

const TYPES = ['once', 'daily', 'weekly', 'monthly', 'interval', 'cron'] as const;
const ZONES = Intl.supportedValuesOf('timeZone');

export function WhenFields({ draft, change, wrong }: {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  wrong: (field: string) => string | undefined;
}) {
  const { t } = useTranslation();
  return (
    <Fieldset legend={t('form.when')}>
      <Stack>
        <Text id="type" fw={500} size="sm">
          {t('schedule.type')}
        </Text>
        <Chip.Group value={draft.type} onChange={(type) => change({ type: type as Draft['type'], ...(type === 'interval' ? unmoved(draft) : {}) })}>
          <Group gap="xs" role="radiogroup" aria-labelledby="type">
            {TYPES.map((value) => (
              <Chip key={value} value={value} variant="outline">
                {t(`type.${value}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        {draft.type === 'once' && (
          <TextInput type="date" label={t('form.date')} required value={draft.date} error={wrong('scheduleDate')} onChange={(event) => change({ date: event.currentTarget.value })} />
        )}
        {draft.type === 'weekly' && (
          <Fieldset legend={t('form.days')} variant="unstyled">
            <Chip.Group multiple value={draft.weekdays} onChange={(days) => change({ weekdays: days as Weekday[] })}>
              <Group gap="xs">
                {WEEKDAYS.map((day) => (
                  <Chip key={day} value={day} variant="outline">
                    {t(`weekday.${day}`)}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
            {wrong('scheduleWeekdays') && <Text c="red" size="sm">{wrong('scheduleWeekdays')}</Text>}
          </Fieldset>
        )}
        {draft.type === 'monthly' && (
          <MultiSelect
            label={t('form.monthDays')}
            description={t('monthDay.passed')}
            required
            searchable
            maxValues={20}
            data={MONTH_DAYS.map((value) => ({ value, label: monthDay(value) }))}
            value={draft.monthDays}
            error={wrong('scheduleMonthDays')}
            onChange={(monthDays) => change({ monthDays })}
          />
        )}
        {draft.type === 'interval' && <IntervalFields draft={draft} change={change} wrong={wrong} />}
        {draft.type === 'cron' && (
          <TextInput label={t('form.cron')} description={t('form.cronHint')} required maxLength={120} value={draft.cron} error={wrong('cronExpression')} onChange={(event) => change({ cron: event.currentTarget.value })} />
        )}
        {draft.type !== 'interval' && draft.type !== 'cron' && <Times zone={draft.zone} times={draft.times} onChange={(times) => change({ times })} />}
        {wrong('scheduleTimes') && <Text c="red" size="sm">{wrong('scheduleTimes')}</Text>}
        {draft.type !== 'once' && (
          <Group grow>
            <TextInput type="date" label={t('form.from')} required value={draft.from} error={wrong('validFrom')} onChange={(event) => change({ from: event.currentTarget.value })} />
            <TextInput type="date" label={t('form.until')} required value={draft.until} error={wrong('validUntil')} onChange={(event) => change({ until: event.currentTarget.value })} />
          </Group>
        )}
        <Select
          label={t('form.holidays')}
          description={t('hint.holidays')}
          allowDeselect={false}
          data={(['ignore', 'skip', 'previous', 'next'] as const)
            .filter((value) => draft.type !== 'interval' || value === 'ignore' || value === 'skip')
            .map((value) => ({ value, label: t(`holidays.${value}`) }))}
          value={draft.holidays}
          error={wrong('holidayPolicy')}
          onChange={(holidays) => change({ holidays: (holidays ?? draft.holidays) as Draft['holidays'] })}
        />
        <Accordion variant="contained">
          <Accordion.Item value="more">
            <Accordion.Control>{t('form.more')}</Accordion.Control>
            <Accordion.Panel>
              <Stack>
                <Select label={t('form.zone')} description={t('hint.zone')} searchable allowDeselect={false} data={ZONES} value={draft.zone} error={wrong('timeZone')} onChange={(zone) => change({ zone: zone ?? draft.zone })} />
                <Select
                  label={t('form.missed')}
                  description={t('hint.missed')}
                  allowDeselect={false}
                  data={(['skip', 'last', 'all'] as const).map((value) => ({ value, label: t(`form.${value}`) }))}
                  value={draft.missed}
                  onChange={(missed) => change({ missed: (missed ?? draft.missed) as Draft['missed'] })}
                />
                <NumberInput label={t('form.window')} description={t('hint.window')} min={0} max={1440} value={draft.windowMinutes} error={wrong('catchUpWindowSeconds')} onChange={(value) => change({ windowMinutes: Number(value) })} />
                <Select
                  label={t('form.overlap')}
                  description={t('hint.overlap')}
                  allowDeselect={false}
                  data={(['queue', 'skip'] as const).map((value) => ({ value, label: t(`overlap.${value}`) }))}
                  value={draft.overlap}
                  onChange={(overlap) => change({ overlap: (overlap ?? draft.overlap) as Draft['overlap'] })}
                />
                <NumberInput label={t('form.jitter')} description={t('form.jitterHint')} min={0} max={60} value={draft.jitterMinutes} error={wrong('jitterSeconds')} onChange={(value) => change({ jitterMinutes: Number(value) })} />
                <NumberInput label={t('form.maxRuns')} description={t('hint.maxRuns')} min={1} max={1_000_000} value={draft.maxRuns ?? ''} error={wrong('maxRuns')} onChange={(value) => change({ maxRuns: value === '' ? null : Number(value) })} />
                <NumberInput label={t('form.priority')} description={t('hint.priority')} min={0} max={9} value={draft.priority} error={wrong('priority')} onChange={(value) => change({ priority: Number(value) })} />
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      </Stack>
    </Fieldset>
  );
}

/** Runs of an interval cannot be moved to another day. */
function unmoved(draft: Draft): Partial<Draft> {
  return draft.holidays === 'ignore' ? {} : { holidays: 'skip' };
}

function IntervalFields({ draft, change, wrong }: { draft: Draft; change: (part: Partial<Draft>) => void; wrong: (field: string) => string | undefined }) {
  const { t } = useTranslation();
  return (
    <Group grow align="start">
      <NumberInput label={t('form.every')} required min={1} max={527_040} value={draft.everyMinutes} error={wrong('intervalMinutes')} onChange={(value) => change({ everyMinutes: Number(value) })} />
      <TextInput type="datetime-local" label={`${t('form.anchor')} (${draft.zone})`} value={draft.anchor} error={wrong('intervalAnchor')} onChange={(event) => change({ anchor: event.currentTarget.value })} />
    </Group>
  );
}

/** One or more times of day; the last one cannot be taken away. */
function Times({ zone, times, onChange }: { zone: string; times: string[]; onChange: (times: string[]) => void }) {
  const { t } = useTranslation();
  return (
    <Fieldset legend={`${t('form.times')} (${zone})`} variant="unstyled">
      <Group gap="xs" align="end">
        {times.map((time, index) => (
          <Group key={index} gap={4} wrap="nowrap">
            <TextInput
              type="time"
              required
              aria-label={`${t('form.times')} ${index + 1}`}
              value={time}
              onChange={(event) => onChange(times.map((old, at) => (at === index ? event.currentTarget.value : old)))}
            />
            {times.length > 1 && (
              <Button
                variant="default"
                px="xs"
                aria-label={t('form.removeTime', { time: time ? timeOfDay(time) : String(index + 1) })}
                onClick={() => onChange(times.filter((_, at) => at !== index))}
              >
                ✕
              </Button>
            )}
          </Group>
        ))}
        <Button variant="default" onClick={() => onChange([...times, '18:00'])}>
          {t('form.addTime')}
        </Button>
      </Group>
    </Fieldset>
  );
}
