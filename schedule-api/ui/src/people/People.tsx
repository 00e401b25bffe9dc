import { Badge, Group, Tabs, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../api/client';
import { timeOfDay } from '../common/format';
import { quietBody, quietFields, quietValues } from '../common/quiet';
import { asRead, nameOf, options, useMembers, useOrganizations } from '../common/queries';
import { Records, type Values } from '../common/Records';
import { useCaller } from '../session/useCaller';
import { Access } from './Access';
import { Grants } from './Grants';
import { asTree } from './tree';

type Organization = Schemas['Organization'];
type Member = Schemas['Member'];

export function People() {
  const { t } = useTranslation();
  const mayChange = useMayChange();
  return (
    <Tabs defaultValue="members" keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="members">{t('people.members')}</Tabs.Tab>
        <Tabs.Tab value="organizations">{t('people.organizations')}</Tabs.Tab>
        <Tabs.Tab value="grants">{t('grant.title')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="members">
        <Members />
      </Tabs.Panel>
      <Tabs.Panel value="organizations">
        <Organizations />
      </Tabs.Panel>
      <Tabs.Panel value="grants">
        <Grants mayChange={mayChange} />
      </Tabs.Panel>
    </Tabs>
  );
}

function useMayChange(): boolean {
  const caller = useCaller();
  return caller.role === 'manager' && caller.level !== 'branch' && caller.grantId === undefined;
}

function useStatuses() {
  const { t } = useTranslation();
  return (['active', 'inactive'] as const).map((value) => ({ value, label: t(`org.${value}`) }));
}

function Organizations() {
  const { t } = useTranslation();
  const organizations = useOrganizations();
  const rows = useMemo(() => organizations.data && asTree(organizations.data), [organizations.data]);
  const query = { ...organizations, data: rows };
  const statuses = useStatuses();
  const mayChange = useMayChange();
  const body = (values: Values) => ({
    parentId: values.parentId ? Number(values.parentId) : undefined, code: values.code ?? '', name: values.name ?? '', status: values.status || undefined,
    ...quietBody(values),
  });
  return (
    <Records<Organization & { depth: number }>
      title={t('people.organizations')}
      name="organizations"
      query={query}
      mayChange={mayChange}
      nameOf={(it) => it.name}
      initial={{ status: 'active' }}
      valuesOf={(it) => ({ parentId: it.parentId ? String(it.parentId) : '', code: it.code, name: it.name, status: it.status, ...quietValues(it) })}
      fields={[
        { name: 'name', label: t('people.name'), required: true },
        { name: 'code', label: t('people.code'), description: t('hint.code'), required: true },
        ...quietFields(),
        { name: 'parentId', label: t('people.parent'), description: t('hint.parent'), kind: 'select', options: options(query.data), onCreate: true },
        { name: 'status', label: t('people.status'), description: t('hint.organizationStatus'), kind: 'select', options: statuses },
      ]}
      show={(it) => (
        <div style={{ paddingInlineStart: `${1.25 * it.depth}rem` }}>
          <Group gap="xs">
            <Text fw={700}>{it.name}</Text>
            <Badge color="gray.8">{t(`org.${it.level as 'branch'}`)}</Badge>
            {it.status !== 'active' && <Badge color="orange.9">{t('org.inactive')}</Badge>}
          </Group>
          <Text size="sm">
            {it.code}
            {it.quietFrom && ` · ${t('quiet.told', { from: timeOfDay(it.quietFrom), until: timeOfDay(it.quietUntil!) })}`}
            {it.parentId !== undefined && ` · ${t('people.under', { name: nameOf(query.data, it.parentId) })}`}
          </Text>
        </div>
      )}
      create={(values) => ask(api.POST('/api/organizations', { body: body(values) }))}
      update={(it, values) =>
        ask(
          api.PUT('/api/organizations/{id}', {
            params: asRead(it),
            body: { ...body(values), parentId: undefined },
          }),
        )
      }
      remove={(it) => ask(api.DELETE('/api/organizations/{id}', { params: asRead(it) }))}
    />
  );
}

function Members() {
  const { t } = useTranslation();
  const query = useMembers();
  const organizations = useOrganizations();
  const statuses = useStatuses();
  const mayChange = useMayChange();
  const body = (values: Values) => ({
    organizationId: values.organizationId ? Number(values.organizationId) : undefined,
    loginId: values.loginId ?? '',
    name: values.name ?? '',
    password: values.password || undefined,
    role: values.role ?? 'manager',
    status: values.status || undefined,
  });
  return (
    <Records<Member>
      title={t('people.members')}
      name="members"
      query={query}
      mayChange={mayChange}
      nameOf={(it) => it.name}
      initial={{ role: 'manager', status: 'active' }}
      valuesOf={(it) => ({ organizationId: String(it.organizationId), loginId: it.loginId, name: it.name, role: it.role, status: it.status })}
      fields={[
        { name: 'name', label: t('people.name'), required: true },
        { name: 'loginId', label: t('people.loginId'), required: true },
        { name: 'password', label: t('people.password'), kind: 'password', description: t('people.passwordHint') },
        {
          name: 'role', label: t('people.role'), description: t('hint.role'), kind: 'select', required: true,
          options: (['manager', 'viewer'] as const).map((value) => ({ value, label: t(`org.${value}`) })),
        },
        { name: 'organizationId', label: t('room.owner'), kind: 'select', options: options(organizations.data), onCreate: true },
        { name: 'status', label: t('people.status'), description: t('hint.memberStatus'), kind: 'select', options: statuses },
      ]}
      show={(it) => (
        <>
          <Group gap="xs">
            <Text fw={700}>{it.name}</Text>
            <Badge color="gray.8">{t(`org.${it.role as 'manager'}`)}</Badge>
            {it.status !== 'active' && <Badge color="orange.9">{t('org.inactive')}</Badge>}
          </Group>
          <Text size="sm">
            {it.loginId} · {nameOf(organizations.data, it.organizationId)}
          </Text>
        </>
      )}
      actions={(it) => <Access member={it} />}
      create={(values) => ask(api.POST('/api/members', { body: body(values) }))}
      update={(it, values) =>
        ask(
          api.PUT('/api/members/{id}', {
            params: asRead(it),
            body: { ...body(values), organizationId: undefined },
          }),
        )
      }
      remove={(it) => ask(api.DELETE('/api/members/{id}', { params: asRead(it) }))}
    />
  );
}
