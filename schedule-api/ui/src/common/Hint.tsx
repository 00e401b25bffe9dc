import { ActionIcon, Popover, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A question mark beside a word that not everybody knows, which explains it. @param of the word, for the ear */
export function Hint({ of, children }: { of: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Popover width={320} withArrow shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon variant="default" size="sm" radius="xl" aria-label={t('hint.about', { word: of })}>
          ?
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown tabIndex={-1} aria-label={of}>
        <Stack gap="xs" fz="sm">
          {children}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
