import { Group, Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** A number and what it counts. @param hint that explains it */
export function Figure({ label, value, hint }: { label: string; value: string; hint?: ReactNode }) {
  return (
    <Paper withBorder p="md">
      <Group gap="xs" wrap="nowrap">
        <Text size="sm">{label}</Text>
        {hint}
      </Group>
      <Text fw={700} size="xl">
        {value}
      </Text>
    </Paper>
  );
}
