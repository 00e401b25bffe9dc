import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { options, useRooms } from './queries';

/** One room, or all of them. */
export function RoomFilter({ value, onChange }: { value: number | undefined; onChange: (room: number | undefined) => void }) {
  const { t } = useTranslation();
  return (
    <Select
      label={t('schedule.room')}
      placeholder={t('schedule.allRooms')}
      clearable
      searchable
      data={options(useRooms().data)}
      value={value ? String(value) : null}
      onChange={(chosen) => onChange(chosen ? Number(chosen) : undefined)}
    />
  );
}
