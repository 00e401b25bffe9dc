import { Badge, Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { failed, said } from '../common/notify';
import { Empty, Heading, Loaded } from '../common/parts';
import { language } from '../i18n';
import { useCaller } from '../session/useCaller';
import { dayjs } from '../common/time';

/** The public holidays of a year; head office adds what the government proclaims, and days of its own. */
export function Holidays() {
  const { t } = useTranslation();
  const caller = useCaller();
  const queries = useQueryClient();
  const mayChange = caller.role === 'manager' && caller.level === 'headquarters' && caller.grantId === undefined;
  const [year, setYear] = useState(dayjs().year());
  const query = useQuery({
    queryKey: ['holidays', year],
    queryFn: () => ask(api.GET('/api/holidays', { params: { query: { year } } })),
  });
  const remove = useMutation({
    mutationFn: (date: string) => ask(api.DELETE('/api/holidays/{date}', { params: { path: { date } } })),
    onSuccess: () => said(t('action.removed')),
    onError: failed,
    onSettled: () => queries.invalidateQueries({ queryKey: ['holidays'] }),
  });
  return (
    <>
      <Heading title={t('nav.holidays')} />
      <Text mb="md">{t('holiday.hint')}</Text>
      <Stack gap="xl">
        <NumberInput label={t('holiday.year')} min={2000} max={2999} w={160} value={year} onChange={(value) => Number(value) >= 2000 && Number(value) <= 2999 && setYear(Number(value))} />
        {mayChange && <AddHoliday key={year} year={year} />}
        <Loaded query={query}>
          {(holidays) =>
            holidays.length === 0 ? (
              <Empty>{t('app.empty')}</Empty>
            ) : (
              <ul className="list">
                {holidays.map((holiday) => (
                  <li className="row" key={holiday.date}>
                    <Group gap="xs">
                      <Text fw={700}>{dateOf(holiday.date)}</Text>
                      <Text>{holiday.name}</Text>
                      {holiday.origin === 'added' && <Badge color="gray.8">{t('holiday.added')}</Badge>}
                    </Group>
                    {mayChange && (
                      <Button size="xs" variant="default" aria-label={`${t('action.remove')}: ${holiday.name} ${holiday.date}`} onClick={() => remove.mutate(holiday.date)}>
                        {t('action.remove')}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </Stack>
    </>
  );
}

function AddHoliday({ year }: { year: number }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [date, setDate] = useState(`${year}-01-01`);
  const [name, setName] = useState('');
  const add = useMutation({
    mutationFn: () => ask(api.PUT('/api/holidays/{date}', { params: { path: { date } }, body: { name } })),
    onSuccess: () => {
      said(t('action.saved'));
      setName('');
    },
    onError: failed,
    onSettled: () => queries.invalidateQueries({ queryKey: ['holidays'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Group align="end">
        <TextInput type="date" label={t('form.date')} required value={date} onChange={(event) => setDate(event.currentTarget.value)} />
        <TextInput label={t('holiday.name')} required maxLength={100} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Button type="submit" loading={add.isPending}>
          {t('holiday.add')}
        </Button>
      </Group>
    </form>
  );
}

function dateOf(date: string): string {
  return new Intl.DateTimeFormat(language(), { timeZone: 'UTC', month: 'long', day: 'numeric', weekday: 'short' }).format(new Date(`${date}T00:00:00Z`));
}
