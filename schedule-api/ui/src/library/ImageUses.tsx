import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { modals } from '../common/dialogs';
import { api, ask, type Schemas } from '../api/client';
import { Empty, Loaded } from '../common/parts';

/** Where a picture is used; while it is, it cannot be deleted. */
export function ImageUses({ id }: { id: number }) {
  const { t } = useTranslation();
  const uses = useQuery({ queryKey: ['images', id, 'uses'], queryFn: () => ask(api.GET('/api/images/{id}/uses', { params: { path: { id } } })) });
  return (
    <Loaded query={uses}>
      {({ items, others }) => (
        <Stack gap="xs">
          {items.length === 0 && others === 0 && <Empty>{t('image.unused')}</Empty>}
          {items.map((use) => (
            <Use key={`${use.kind} ${use.id}`} use={use} />
          ))}
          {others > 0 && <Text>{t('image.usedByOthers', { count: others })}</Text>}
        </Stack>
      )}
    </Loaded>
  );
}

function Use({ use }: { use: Schemas['ImageUse'] }) {
  const { t } = useTranslation();
  const kind = t(`imageUse.${use.kind as 'run'}`);
  if (use.kind === 'deleted_schedule') {
    return (
      <Text>
        {kind}: {use.title}
      </Text>
    );
  }
  return (
    <Anchor component={Link} to={use.kind === 'broadcast' ? '/broadcasts/$id' : '/schedules/$id'} params={{ id: String(use.id) } as never} onClick={() => modals.closeAll()}>
      {kind}: {use.title}
    </Anchor>
  );
}
