import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api, ask, type Schemas } from '../api/client';
import { asRead, nameOf, useOrganizations, useTemplates } from '../common/queries';
import { Records, type Values } from '../common/Records';
import { useCaller } from '../session/useCaller';

type Template = Schemas['Template'];

const SHARINGS = ['own', 'organization', 'below'] as const;

export function Templates() {
  const { t } = useTranslation();
  const caller = useCaller();
  const query = useTemplates();
  const organizations = useOrganizations();
  const body = (values: Values) => ({ name: values.name ?? '', body: values.body ?? '', sharing: (values.sharing || undefined) as Template['sharing'] });
  return (
    <Records<Template>
      title={t('template.title')}
      name="templates"
      query={query}
      mayChange={caller.role === 'manager'}
      nameOf={(template) => template.name}
      mayChangeRow={(template) => template.changeable}
      initial={{ sharing: 'organization' }}
      valuesOf={(template) => ({ name: template.name, body: template.body, sharing: template.sharing })}
      fields={[
        { name: 'name', label: t('template.name'), required: true },
        { name: 'body', label: t('template.body'), kind: 'textarea', required: true, description: t('form.messageHint') },
        { name: 'sharing', label: t('template.sharing'), description: t('hint.sharing'), kind: 'select', options: SHARINGS.map((value) => ({ value, label: t(`templateSharing.${value}`) })) },
      ]}
      show={(template) => (
        <>
          <Text fw={700}>{template.name}</Text>
          <Text size="sm" lineClamp={3} style={{ whiteSpace: 'pre-wrap' }}>
            {template.body}
          </Text>
          <Text size="sm" c="dimmed">
            {organizations.data?.some((it) => it.id === template.organizationId) && `${nameOf(organizations.data, template.organizationId)} · `}
            {t(`templateSharing.${template.sharing}`)}
          </Text>
        </>
      )}
      create={(values) => ask(api.POST('/api/templates', { body: body(values) }))}
      update={(template, values) =>
        ask(
          api.PUT('/api/templates/{id}', {
            params: asRead(template),
            body: body(values),
          }),
        )
      }
      remove={(template) =>
        ask(api.DELETE('/api/templates/{id}', { params: asRead(template) }))
      }
    />
  );
}
