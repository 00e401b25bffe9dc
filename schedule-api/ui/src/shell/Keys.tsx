import { Kbd, Modal, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Texts } from '../i18n/ko';
import { FIND } from './keys';

const SHORTCUTS = [
  [FIND, 'find'], ['?', 'help'], ['Shift + ← → ↑ ↓', 'calendar'], ['Esc', 'close'],
] as const satisfies readonly (readonly [string, keyof Texts['shortcut']])[];

/** What the keys do. */
export function Keys({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={close} title={t('shortcut.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Table variant="vertical">
        <Table.Tbody>
          {SHORTCUTS.map(([keys, what]) => (
            <Table.Tr key={what}>
              <Table.Th w={170}>
                <Kbd>{keys}</Kbd>
              </Table.Th>
              <Table.Td>{t(`shortcut.${what}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
