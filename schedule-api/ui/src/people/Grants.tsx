import { Badge, Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { modals } from '../common/dialogs';
import { api, ask, Problem, type Schemas } from '../api/client';
import { moment } from '../common/format';
import { failed, said } from '../common/notify';
import { Empty, Heading, Loaded, More } from '../common/parts';
import { options, useMembers, useOrganizations, usePages } from '../common/queries';
import { hoursAhead, typedMoment } from '../common/time';
import { UntilInput } from '../common/UntilInput';

type Grant = Schemas['Grant'];

const COLOURS: Record<string, string> = { open: 'blue.9', ended: 'gray.8', revoked: 'gray.8' };

/** Who was lent a role elsewhere, until when, by whom and why. */
export function Grants({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  const list = usePages(['grants'], (cursor) => ask(api.GET('/api/grants', { params: { query: { cursor } } })));
  return (
    <>
      <Heading title={t('grant.title')}>{mayChange && <Button onClick={open}>{t('grant.give')}</Button>}</Heading>
      <Text mb="md">{t('grant.hint')}</Text>
      <Loaded query={list}>
        {(grants) =>
          grants.length === 0 ? (
            <Empty>{t('grant.none')}</Empty>
          ) : (
            <ul className="list">
              {grants.map((grant) => (
                <li className="row" key={grant.id}>
                  <Told grant={grant} />
                  {mayChange && grant.state === 'open' && <Revoke grant={grant} />}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <More list={list} />
      <Modal opened={opened} onClose={close} title={t('grant.give')} closeButtonProps={{ 'aria-label': t('action.close') }}>
        {opened && <GrantForm done={close} />}
      </Modal>
    </>
  );
}

function Told({ grant }: { grant: Grant }) {
  const { t } = useTranslation();
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <Text fw={700}>
          {grant.loginId} → {grant.organizationName}
        </Text>
        <Badge color="gray.8">{t(`org.${grant.role as 'manager'}`)}</Badge>
        <Badge color={COLOURS[grant.state]}>{t(`grantState.${grant.state as 'open'}`)}</Badge>
      </Group>
      <Text size="sm">
        {grant.reason} · {t('runs.until', { time: moment(grant.until) })}
      </Text>
      <Text size="sm" c="dimmed">
        {grant.createdBy} · {moment(grant.createdAt)}
        {grant.revokedAt && ` · ${t('grant.revokedBy', { who: grant.revokedBy, time: moment(grant.revokedAt) })}`}
      </Text>
    </Stack>
  );
}

function Revoke({ grant }: { grant: Grant }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => ask(api.DELETE('/api/grants/{id}', { params: { path: { id: grant.id } } })),
    onSuccess: () => said(t('grant.revoked')),
    onError: failed,
    onSettled: () => queries.invalidateQueries({ queryKey: ['grants'] }),
  });
  const confirm = () =>
    modals.openConfirmModal({
      title: t('grant.confirmRevoke', { who: grant.loginId, where: grant.organizationName }),
      labels: { confirm: t('grant.revoke'), cancel: t('action.cancel') },
      onConfirm: () => revoke.mutate(),
    });
  return (
    <Button size="xs" variant="default" loading={revoke.isPending} aria-label={`${t('grant.revoke')}: ${grant.loginId}, ${grant.organizationName}`} onClick={confirm}>
      {t('grant.revoke')}
    </Button>
  );
}

function GrantForm({ done }: { done: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const members = useMembers();
  const organizations = useOrganizations();
  const [member, setMember] = useState<string | null>(null);
  const [where, setWhere] = useState<string | null>(null);
  const [role, setRole] = useState('viewer');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(() => hoursAhead(24));
  const give = useMutation({
    mutationFn: () =>
      ask(api.POST('/api/grants', { body: { memberId: Number(member), organizationId: Number(where), role, reason, until: typedMoment(until) } })),
    onSuccess: () => {
      said(t('grant.given'));
      done();
      return queries.invalidateQueries({ queryKey: ['grants'] });
    },
    onError: failed,
  });
  const problem = give.error instanceof Problem ? give.error : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    give.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Select label={t('grant.whom')} required searchable data={options(members.data)} value={member} error={problem?.of('memberId')} onChange={setMember} />
        <Select label={t('grant.where')} required searchable data={options(organizations.data)} value={where} error={problem?.of('organizationId')} onChange={setWhere} />
        <Select
          label={t('people.role')}
          allowDeselect={false}
          data={(['viewer', 'manager'] as const).map((value) => ({ value, label: t(`org.${value}`) }))}
          value={role}
          error={problem?.of('role')}
          onChange={(value) => setRole(value ?? 'viewer')}
        />
        <TextInput label={t('room.reason')} required maxLength={200} value={reason} error={problem?.of('reason')} onChange={(event) => setReason(event.currentTarget.value)} />
        <UntilInput value={until} error={problem?.of('until')} onChange={setUntil} />
        <Group justify="end">
          <Button variant="default" onClick={done}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={give.isPending}>
            {t('grant.give')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
