import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SignIn } from './SignIn';

/** Over a page whose session has ended, so that its unsaved work stays. */
export function Expired({ loginId }: { loginId: string }) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={() => {}} withCloseButton={false} closeOnEscape={false} title={t('session.title')}>
      <SignIn loginId={loginId} expired />
    </Modal>
  );
}
