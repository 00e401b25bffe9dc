import { Button, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { Content } from './message';
import { PhonePreview } from './PhonePreview';

/** Beside a form, as it scrolls; on a small screen in a sheet that comes up from below. */
export function Preview({ content }: { content: Content }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <aside className="stuck beside">
        <PhonePreview content={content} />
      </aside>
      <div className="sheet">
        <Button variant="default" onClick={open}>
          {t('form.preview')}
        </Button>
      </div>
      <Drawer opened={opened} onClose={close} position="bottom" size="85%" title={t('form.preview')} closeButtonProps={{ 'aria-label': t('action.close') }}>
        <PhonePreview content={content} />
      </Drawer>
    </>
  );
}
