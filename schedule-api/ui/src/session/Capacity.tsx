import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask, Problem } from '../api/client';
import { workUnder } from '../api/grant';
import type { Caller } from '../api/session';
import { moment } from '../common/format';

const OFTEN_MILLIS = 300_000;

/** What is lent to whoever is signed in, whether they work under it now or not. */
const useOwnGrants = () =>
  useQuery({ queryKey: ['own-grants'], queryFn: () => ask(api.GET('/api/me/grants')), refetchInterval: OFTEN_MILLIS });

/** Says on every screen that what is seen and done is under a temporary grant, and how long. */
export function GrantBanner({ caller }: { caller: Caller }) {
  const { t } = useTranslation();
  const grants = useOwnGrants();
  const grant = grants.data?.find((it) => it.id === caller.grantId);
  const over = grants.error instanceof Problem ? grants.error.code === 'grant_ended' : grants.isSuccess && !grant;
  if (caller.grantId === undefined) {
    return null;
  }
  return (
    <Alert variant="outline" mb="md" role="status" title={t('grant.working')}>
      <Group justify="space-between">
        <Text size="sm">
          {over && t('grant.over')}
          {!over &&
            grant &&
            t('grant.told', { where: grant.organizationName, role: t(`org.${grant.role as 'manager'}`), until: moment(grant.until), reason: grant.reason })}
        </Text>
        <Button size="xs" variant="default" onClick={() => workUnder(null)}>
          {t('grant.own')}
        </Button>
      </Group>
    </Alert>
  );
}

/** To change over to what is lent. */
export function GrantChoice({ caller }: { caller: Caller }) {
  const { t } = useTranslation();
  const others = (useOwnGrants().data ?? []).filter((it) => it.id !== caller.grantId);
  if (others.length === 0) {
    return null;
  }
  return (
    <Stack gap={4}>
      <Text size="sm" fw={700}>
        {t('grant.title')}
      </Text>
      {others.map((grant) => (
        <Button key={grant.id} variant="default" size="xs" aria-label={t('grant.workAt', { where: grant.organizationName })} onClick={() => workUnder(grant.id)}>
          {grant.organizationName} · {t(`org.${grant.role as 'manager'}`)}
        </Button>
      ))}
    </Stack>
  );
}
