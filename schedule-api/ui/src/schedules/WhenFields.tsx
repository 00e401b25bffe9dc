import { Accordion, Button, Chip, Fieldset, Group, MultiSelect, NumberInput, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MONTH_DAYS, monthDay, timeOfDay, WEEKDAYS, type Weekday } from '../common/format';
import type { Draft } from './draft';

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
        <SegmentedControl
          aria-labelledby="type"
          data={(['once', 'daily', 'weekly', 'monthly'] as const).map((value) => ({ value, label: t(`type.${value}`) }))}
          value={draft.type}
          onChange={(type) => change({ type: type as Draft['type'] })}
        />
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
        <Times times={draft.times} onChange={(times) => change({ times })} />
        {wrong('scheduleTimes') && <Text c="red" size="sm">{wrong('scheduleTimes')}</Text>}
        {draft.type !== 'once' && (
          <Group grow>
            <TextInput type="date" label={t('form.from')} required value={draft.from} error={wrong('validFrom')} onChange={(event) => change({ from: event.currentTarget.value })} />
            <TextInput type="date" label={t('form.until')} required value={draft.until} error={wrong('validUntil')} onChange={(event) => change({ until: event.currentTarget.value })} />
          </Group>
        )}
        <Accordion variant="contained">
          <Accordion.Item value="more">
            <Accordion.Control>{t('form.more')}</Accordion.Control>
            <Accordion.Panel>
              <Stack>
                <Select label={t('form.zone')} searchable allowDeselect={false} data={ZONES} value={draft.zone} error={wrong('timeZone')} onChange={(zone) => change({ zone: zone ?? draft.zone })} />
                <Select
                  label={t('form.missed')}
                  allowDeselect={false}
                  data={(['skip', 'last', 'all'] as const).map((value) => ({ value, label: t(`form.${value}`) }))}
                  value={draft.missed}
                  onChange={(missed) => change({ missed: (missed ?? draft.missed) as Draft['missed'] })}
                />
                <NumberInput label={t('form.window')} min={0} max={1440} value={draft.windowMinutes} error={wrong('catchUpWindowSeconds')} onChange={(value) => change({ windowMinutes: Number(value) })} />
                <NumberInput label={t('form.priority')} min={0} max={9} value={draft.priority} error={wrong('priority')} onChange={(value) => change({ priority: Number(value) })} />
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      </Stack>
    </Fieldset>
  );
}

/** One or more times of day; the last one cannot be taken away. */
function Times({ times, onChange }: { times: string[]; onChange: (times: string[]) => void }) {
  const { t } = useTranslation();
  return (
    <Fieldset legend={t('form.times')} variant="unstyled">
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
