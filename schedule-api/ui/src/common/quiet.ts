import { i18next } from '../i18n';
import type { Field, Values } from './Records';

/** The times of day during which rooms get nothing, as fields of whatever has them. */
export function quietFields(): Field[] {
  return [
    { name: 'quietFrom', label: i18next.t('quiet.from'), kind: 'time', description: i18next.t('quiet.hint') },
    { name: 'quietUntil', label: i18next.t('quiet.until'), kind: 'time' },
  ];
}

export function quietValues(row: { quietFrom?: string; quietUntil?: string }): Values {
  return { quietFrom: row.quietFrom?.slice(0, 5) ?? '', quietUntil: row.quietUntil?.slice(0, 5) ?? '' };
}

export function quietBody(values: Values): { quietFrom?: string; quietUntil?: string } {
  return { quietFrom: values.quietFrom || undefined, quietUntil: values.quietUntil || undefined };
}
