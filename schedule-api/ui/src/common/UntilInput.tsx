import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ZONE } from './time';

/** A date and time of Seoul, whatever the clock of the reader's machine says. */
export function UntilInput({ value, onChange, error }: { value: string; onChange: (value: string) => void; error?: string }) {
  const { t } = useTranslation();
  return <TextInput type="datetime-local" label={`${t('room.until')} (${ZONE})`} required value={value} error={error} onChange={(event) => onChange(event.currentTarget.value)} />;
}
