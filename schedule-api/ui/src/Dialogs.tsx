import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { dialogsAreShown } from './common/dialogs';

/** Where questions and notices that were asked for from anywhere are shown. */
export function Dialogs() {
  const { t } = useTranslation();
  useEffect(dialogsAreShown, []);
  return (
    <>
      <Notifications position="bottom-right" />
      <ModalsProvider modalProps={{ closeButtonProps: { 'aria-label': t('action.close') } }}>{null}</ModalsProvider>
    </>
  );
}
