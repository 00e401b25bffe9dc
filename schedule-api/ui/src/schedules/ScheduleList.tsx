import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../api/client';
import { Empty, Heading, Loaded, More } from '../common/parts';
import { RoomFilter } from '../common/RoomFilter';
import { nameOf, options, useBots, useOrganizations, usePages, useRooms } from '../common/queries';
import { Rows } from '../common/Rows';
import type { ScheduleSearch } from '../router';
import { useCaller } from '../session/useCaller';
import { BulkBar } from './BulkBar';
import { ScheduleRow } from './ScheduleRow';

const route = getRouteApi('/schedules');

/** Of one search, as it stands in the address. */
type Selection = { asked: string; ids: Set<number>; everything: boolean };
const NOTHING: Selection = { asked: '', ids: new Set(), everything: false };

type Filter = NonNullable<Schemas['BulkRequest']['filter']>;
type Status = Filter['status'];
type Type = Filter['scheduleType'];

/** Every filter is in the address: a link shows the same list to somebody else. */
export function ScheduleList() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const rooms = useRooms();
  const organizations = useOrganizations();
  const bots = useBots();
  const mayChange = useCaller().role === 'manager';
  // What is not shown any more must not be acted on: a selection belongs to the search that it was made in.
  const asked = JSON.stringify(search);
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const { ids: selected, everything } = selection.asked === asked ? selection : NOTHING;
  const choose = (ids: Set<number>, everything = false) => setSelection({ asked, ids, everything });
  const clear = () => setSelection(NOTHING);
  const select = (id: number, on: boolean) => {
    const next = new Set(selected);
    if (on) {
      next.add(id);
    } else {
      next.delete(id);
    }
    choose(next);
  };
  const filter = (change: Partial<ScheduleSearch>) => {
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  };
  const textInput = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Another search came from elsewhere: a link, or back.
    if (textInput.current && document.activeElement !== textInput.current) {
      textInput.current.value = search.text ?? '';
    }
  }, [search.text]);
  const type = useDebouncedCallback((text: string) => filter({ text: text || undefined }), 300);
  const shown = { text: search.text, status: search.status as Status, scheduleType: search.type as Type, roomId: search.room, organizationId: search.organization, botName: search.bot };
  const said = [
    search.text && `‘${search.text}’`, search.status && t(`status.${search.status as 'active'}`), search.type && t(`type.${search.type as 'once'}`),
    search.room && nameOf(rooms.data, search.room), search.organization && nameOf(organizations.data, search.organization), search.bot,
  ].filter(Boolean);
  const list = usePages(['schedules', search], (cursor) =>
    ask(
      api.GET('/api/schedules', {
        params: { query: { ...shown, cursor } },
      }),
    ),
  );

  return (
    <>
      <Heading title={t('schedule.list')}>
        <Button component={Link} to="/schedules/deleted" variant="default">
          {t('bin.title')}
        </Button>
        {mayChange && (
          <Button component={Link} to="/schedules/new">
            {t('schedule.create')}
          </Button>
        )}
      </Heading>
      <search className="filters">
        <TextInput
          label={t('schedule.search')}
          type="search"
          ref={textInput}
          defaultValue={search.text}
          onChange={(event) => type(event.currentTarget.value)}
        />
        <Select
          label={t('schedule.status')}
          placeholder={t('schedule.allStatuses')}
          clearable
          data={(['active', 'inactive', 'completed', 'error'] as const).map((value) => ({ value, label: t(`status.${value}`) }))}
          value={search.status ?? null}
          onChange={(value) => filter({ status: value ?? undefined })}
        />
        <Select
          label={t('schedule.type')}
          placeholder={t('schedule.allTypes')}
          clearable
          data={(['once', 'daily', 'weekly', 'monthly', 'interval', 'cron'] as const).map((value) => ({ value, label: t(`type.${value}`) }))}
          value={search.type ?? null}
          onChange={(value) => filter({ type: value ?? undefined })}
        />
        <RoomFilter value={search.room} onChange={(room) => filter({ room })} />
        {((organizations.data?.length ?? 0) > 1 || search.organization) && (
          <Select
            label={t('room.owner')}
            placeholder={t('schedule.allOrganizations')}
            clearable
            searchable
            data={withAsked(options(organizations.data), search.organization)}
            value={search.organization ? String(search.organization) : null}
            onChange={(value) => filter({ organization: value ? Number(value) : undefined })}
          />
        )}
        <Select
          label={t('room.bot')}
          placeholder={t('schedule.allBots')}
          clearable
          searchable
          data={[...new Set([...(bots.data?.map((bot) => bot.name) ?? []), ...(search.bot ? [search.bot] : [])])]}
          value={search.bot ?? null}
          onChange={(value) => filter({ bot: value ?? undefined })}
        />
      </search>
      <Loaded query={list}>
        {(schedules) =>
          schedules.length === 0 ? (
            <Empty>{t('schedule.none')}</Empty>
          ) : (
            <>
              {mayChange && (
                <Checkbox
                  mt="md"
                  label={t('bulk.all', { count: schedules.length })}
                  checked={everything || schedules.every((it) => selected.has(it.id))}
                  indeterminate={!everything && schedules.some((it) => selected.has(it.id)) && !schedules.every((it) => selected.has(it.id))}
                  onChange={(event) => choose(new Set(event.currentTarget.checked ? schedules.map((it) => it.id) : []))}
                />
              )}
              {selected.size === schedules.length && list.hasNextPage && !everything && (
                <Button mt="xs" size="xs" variant="default" onClick={() => choose(selected, true)}>
                  {t('bulk.selectEverything')}
                </Button>
              )}
              {selected.size > 0 && <BulkBar selected={everything ? { filter: shown, said: said.length > 0 ? said.join(', ') : t('bulk.noFilter') } : { ids: [...selected] }} titleOf={(id) => schedules.find((it) => it.id === id)?.title} clear={clear} />}
              <Rows rows={schedules} hasMore={list.hasNextPage} style={{ marginTop: 16 }}>
                {(schedule, place) => (
                  <ScheduleRow
                    schedule={schedule}
                    room={nameOf(rooms.data, schedule.roomId)}
                    selection={mayChange ? { selected: everything || selected.has(schedule.id), onChange: (on) => select(schedule.id, on) } : undefined}
                    place={place}
                  />
                )}
              </Rows>
            </>
          )
        }
      </Loaded>
      <More list={list} />
    </>
  );
}

/** What a link asks for can be taken away, even where this member does not know it. */
function withAsked(known: { value: string; label: string }[], asked: number | undefined) {
  const value = String(asked);
  return asked === undefined || known.some((it) => it.value === value) ? known : [...known, { value, label: `#${value}` }];
}
