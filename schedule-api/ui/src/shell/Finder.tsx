import { Button, Kbd, Modal, Table } from '@mantine/core';
import { useHotkeys, useWindowEvent } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Texts } from '../i18n/ko';

const Palette = lazy(() => import('./Palette').then((module) => ({ default: module.Palette })));

const MAC = /mac|iphone|ipad/i.test(navigator.userAgent);

const SHORTCUTS = [
  [MAC ? '⌘ + K' : 'Ctrl + K', 'find'], ['?', 'help'], ['Shift + ← → ↑ ↓', 'calendar'], ['Esc', 'close'],
] as const satisfies readonly (readonly [string, keyof Texts['shortcut']])[];

/** Where to go, found by its name; and what the keys do. Letters that are still being composed press no key. */
export function Finder({ pages }: { pages: { to: string; label: string }[] }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(0);
  const [explained, setExplained] = useState(false);
  const find = () => !isDialogOpen() && setAsked((times) => times + 1);
  useHotkeys([['mod+K', (event) => !event.isComposing && find()]], []);
  useWindowEvent('keydown', (event) => {
    if (event.key === '?' && !event.isComposing && !isTypedInto(event.target) && !isDialogOpen()) {
      setExplained(true);
    }
  });
  return (
    <>
      <Button variant="default" size="xs" visibleFrom="sm" onClick={find} rightSection={<Kbd size="xs">{MAC ? '⌘K' : 'Ctrl K'}</Kbd>}>
        {t('shortcut.find')}
      </Button>
      {asked > 0 && (
        <Suspense fallback={null}>
          <Palette pages={pages} asked={asked} />
        </Suspense>
      )}
      <Modal opened={explained} onClose={() => setExplained(false)} title={t('shortcut.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
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
    </>
  );
}

function isTypedInto(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}

/** It has the keys then, and what is written there must not be lost. */
function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"]') !== null;
}
