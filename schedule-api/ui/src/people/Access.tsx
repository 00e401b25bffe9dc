import { Badge, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../api/client';
import { moment, number } from '../common/format';
import { Loaded } from '../common/parts';
import type { Texts } from '../i18n/ko';

/** What a member sees and may do, as the server would answer them now. */
export function Access({ member }: { member: Schemas['Member'] }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="xs" variant="default" aria-label={`${t('people.access')}: ${member.name}`} onClick={open}>
        {t('people.access')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('people.accessOf', { name: member.name })} closeButtonProps={{ 'aria-label': t('action.close') }}>
        {opened && <Told id={member.id} />}
      </Modal>
    </>
  );
}

function Told({ id }: { id: number }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['access', id],
    queryFn: () => ask(api.GET('/api/members/{id}/access', { params: { path: { id } } })),
  });
  return (
    <Loaded query={query}>
      {(access) => (
        <Stack>
          <Text>
            {t('people.sees', {
              organizations: number(access.organizationCount), rooms: number(access.rooms), phones: number(access.phones), schedules: number(access.schedules),
              members: number(access.members),
            })}
          </Text>
          <ul>
            {access.organizations.map((it) => (
              <li key={it.id}>
                {it.name} ({t(`org.${it.level as 'branch'}`)})
              </li>
            ))}
          </ul>
          {access.organizationCount > access.organizations.length && (
            <Text size="sm">{t('people.andMore', { count: access.organizationCount - access.organizations.length })}</Text>
          )}
          {access.grants.length > 0 && (
            <>
              <Text fw={700}>{t('grant.title')}</Text>
              <ul>
                {access.grants.map((it) => (
                  <li key={it.id}>
                    {it.organizationName} ({t(`org.${it.role as 'manager'}`)}, {t('runs.until', { time: moment(it.until) })})
                  </li>
                ))}
              </ul>
            </>
          )}
          <Text fw={700}>{t('people.may')}</Text>
          {access.rights.length === 0 ? (
            <Text>{t('people.mayNothing')}</Text>
          ) : (
            <Group gap="xs">
              {access.rights.map((right) => (
                <Badge key={right} color="gray.8">
                  {t(`right.${right as keyof Texts['right']}`)}
                </Badge>
              ))}
            </Group>
          )}
        </Stack>
      )}
    </Loaded>
  );
}
