import { Alert, Button, Group, Modal, PasswordInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { modals } from './dialogs';
import { Problem } from '../api/client';
import { failed, said } from './notify';
import { Empty, Heading, Loaded } from './parts';

export type Field = {
  name: string;
  label: string;
  kind?: 'text' | 'textarea' | 'select' | 'password' | 'time' | 'number';
  options?: { value: string; label: string }[];
  description?: string;
  required?: boolean;
  /** Where refusals point to; the name when absent. */
  pointer?: string;
  /** Cannot be changed later. */
  onCreate?: boolean;
};

export type Values = Record<string, string>;
type Row = { id: number; version: number };

type Props<T extends Row> = {
  title: string;
  /** Key of the query that holds the rows. */
  name: string;
  query: { data: T[] | undefined; error: Error | null; refetch: () => unknown };
  fields: Field[];
  /** Whether the person may make, change and delete. */
  mayChange: boolean;
  /** Whether they may do so with this one; all of them when absent. */
  mayChangeRow?: (row: T) => boolean;
  nameOf: (row: T) => string;
  show: (row: T) => ReactNode;
  valuesOf: (row: T) => Values;
  initial: Values;
  create: (values: Values) => Promise<unknown>;
  update: (row: T, values: Values) => Promise<unknown>;
  remove: (row: T) => Promise<unknown>;
  actions?: (row: T) => ReactNode;
};

/** A list of rows that are made, changed and deleted one by one. */
export function Records<T extends Row>(props: Props<T>) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [editing, setEditing] = useState<{ row?: T } | null>(null);
  const removal = useMutation({
    mutationFn: props.remove,
    onSuccess: () => said(t('action.removed')),
    onError: failed,
    onSettled: () => queries.invalidateQueries({ queryKey: [props.name] }),
  });
  const confirmRemoval = (row: T) =>
    modals.openConfirmModal({
      title: t('action.confirmRemove', { name: props.nameOf(row) }),
      labels: { confirm: t('action.remove'), cancel: t('action.cancel') },
      onConfirm: () => removal.mutate(row),
    });

  return (
    <>
      <Heading title={props.title}>{props.mayChange && <Button onClick={() => setEditing({})}>{t('action.create')}</Button>}</Heading>
      <Loaded query={props.query}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty>{t('app.empty')}</Empty>
          ) : (
            <ul className="list">
              {rows.map((row) => (
                <li className="row" key={row.id}>
                  <Stack gap={2}>{props.show(row)}</Stack>
                  <Group gap="xs" justify="end">
                    {props.actions?.(row)}
                    {props.mayChange && (props.mayChangeRow?.(row) ?? true) && (
                      <>
                        <Button size="xs" variant="default" aria-label={`${t('action.edit')}: ${props.nameOf(row)}`} onClick={() => setEditing({ row })}>
                          {t('action.edit')}
                        </Button>
                        <Button size="xs" variant="default" aria-label={`${t('action.remove')}: ${props.nameOf(row)}`} onClick={() => confirmRemoval(row)}>
                          {t('action.remove')}
                        </Button>
                      </>
                    )}
                  </Group>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <Modal
        opened={editing !== null}
        onClose={() => setEditing(null)}
        title={t(editing?.row ? 'action.edit' : 'action.create')}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        {editing && <RecordForm {...props} row={editing.row} done={() => setEditing(null)} />}
      </Modal>
    </>
  );
}

function RecordForm<T extends Row>({ row, done, ...props }: Props<T> & { row?: T; done: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [values, setValues] = useState<Values>(row ? props.valuesOf(row) : props.initial);
  // Saved over somebody else's change, it is the newest row that is changed.
  const newest = row && (props.query.data?.find((it) => it.id === row.id) ?? row);
  const [version, setVersion] = useState(row);
  const save = useMutation({
    mutationFn: (over: T | undefined) => (over ? props.update(over, values) : props.create(values)),
    onSuccess: () => {
      said(t('action.saved'));
      done();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [props.name] }),
  });
  const problem = save.error instanceof Problem ? save.error : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(version);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {problem?.status === 412 && newest && (
          <Alert color="red" variant="outline" role="alert" title={t('problem.stale')}>
            <Text mb="sm">{t('problem.staleRecord')}</Text>
            <Group>
              <Button
                size="xs"
                loading={save.isPending}
                onClick={() => {
                  setVersion(newest);
                  save.mutate(newest);
                }}
              >
                {t('problem.mine')}
              </Button>
              <Button
                size="xs"
                variant="default"
                onClick={() => {
                  setVersion(newest);
                  setValues(props.valuesOf(newest));
                  save.reset();
                }}
              >
                {t('problem.theirs')}
              </Button>
            </Group>
          </Alert>
        )}
        {save.error && problem?.status !== 412 && (
          <Alert color="red" variant="outline" role="alert">
            {problem && problem.fields.length > 0 ? t('problem.fields') : save.error.message}
          </Alert>
        )}
        {props.fields.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            disabled={Boolean(row && field.onCreate)}
            error={problem?.of(field.pointer ?? field.name)}
            value={values[field.name] ?? ''}
            onChange={(value) => setValues((old) => ({ ...old, [field.name]: value }))}
          />
        ))}
        <Group justify="end">
          <Button variant="default" onClick={done}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('action.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function FieldInput({ field, value, onChange, error, disabled }: {
  field: Field;
  value: string;
  onChange: (value: string) => void;
  error?: string;
  disabled: boolean;
}) {
  const common = { label: field.label, description: field.description, required: field.required && !disabled, disabled, error };
  if (field.kind === 'select') {
    return <Select {...common} searchable data={field.options ?? []} value={value || null} onChange={(chosen) => onChange(chosen ?? '')} />;
  }
  const typed = { ...common, value, onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value) };
  if (field.kind === 'textarea') {
    return <Textarea {...typed} autosize minRows={6} />;
  }
  if (field.kind === 'time') {
    return <TextInput {...typed} type="time" />;
  }
  if (field.kind === 'number') {
    return <TextInput {...typed} type="number" min={0} />;
  }
  return field.kind === 'password' ? <PasswordInput {...typed} autoComplete="new-password" /> : <TextInput {...typed} />;
}
