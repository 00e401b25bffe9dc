import { Button, Kbd } from '@mantine/core';
import { useHotkeys, useWindowEvent } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FIND_SHORT } from './keys';

const Palette = lazy(() => import('./Palette').then((module) => ({ default: module.Palette })));
const Keys = lazy(() => import('./Keys').then((module) => ({ default: module.Keys })));

/** Where to go, found by its name; and what the keys do. Letters that are still being composed press no key. */
export function Finder({ pages }: { pages: { to: string; label: string }[] }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(0);
  /** Null until it is asked for. */
  const [explained, setExplained] = useState<boolean | null>(null);
  const find = () => !isDialogOpen() && setAsked((times) => times + 1);
  useHotkeys([['mod+K', (event) => !event.isComposing && find()]], []);
  useWindowEvent('keydown', (event) => {
    if (event.key === '?' && !event.isComposing && !isTypedInto(event.target) && !isDialogOpen()) {
      setExplained(true);
    }
  });
  return (
    <>
      <Button variant="default" size="xs" visibleFrom="sm" onClick={find} rightSection={<Kbd size="xs">{FIND_SHORT}</Kbd>}>
        {t('shortcut.find')}
      </Button>
      {asked > 0 && (
        <Suspense fallback={null}>
          <Palette pages={pages} asked={asked} />
        </Suspense>
      )}
      {explained !== null && (
        <Suspense fallback={null}>
          <Keys opened={explained} close={() => setExplained(false)} />
        </Suspense>
      )}
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
