import { Anchor, List, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { modals } from '../common/dialogs';
import type { Schemas } from '../api/client';
import { i18next } from '../i18n';

type Refused = Schemas['Result'];

/** Says of each schedule that was left as it was why it was. @param titleOf nothing for one that is not on the screen */
export function showRefusals(refused: Refused[], titleOf: (id: number) => string | undefined): void {
  modals.open({ title: i18next.t('bulk.refused', { count: refused.length }), children: <Refusals refused={refused} titleOf={titleOf} /> });
}

function Refusals({ refused, titleOf }: { refused: Refused[]; titleOf: (id: number) => string | undefined }) {
  const { t } = useTranslation();
  return (
    <List>
      {refused.map((it) => (
        <List.Item key={it.id}>
          <Anchor component={Link} to={`/schedules/${it.id}`} onClick={() => modals.closeAll()}>
            {titleOf(it.id) ?? t('bulk.number', { id: it.id })}
          </Anchor>
          <Text size="sm">
            {t(`bulkRefused.${it.code as 'conflict'}`, { defaultValue: it.code })}
            {it.detail && ` (${it.detail})`}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}
