import { notifications } from '@mantine/notifications';
import { i18next } from '../i18n';

/** A button without words needs a name. */
export const closable = () => ({ closeButtonProps: { 'aria-label': i18next.t('action.close') } });

export function said(message: string): void {
  notifications.show({ message, color: 'teal.9', ...closable() });
}

export function failed(problem: Error): void {
  notifications.show({ title: i18next.t('problem.title'), message: problem.message, color: 'red.9', autoClose: 10_000, ...closable() });
}
