import { Text, Title } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Picture } from '../common/parts';
import { steps, VARIABLE, type ImageRef } from './message';

export type Content = {
  messageText?: string;
  images1?: ImageRef[];
  images2?: ImageRef[];
  variables?: unknown;
  sendOrder: string;
  sendIntervalSeconds: number;
  mediaWaitTime1: number;
  mediaWaitTime2: number;
};

/** The room as it will look: parts in their real order, with the pauses between them. */
export function PhonePreview({ content }: { content: Content }) {
  const { t } = useTranslation();
  const groups = [content.images1 ?? [], content.images2 ?? []] as const;
  const waits = [content.mediaWaitTime1, content.mediaWaitTime2] as const;
  const parts = steps({
    text: Boolean(content.messageText),
    groups: [groups[0].length, groups[1].length],
    order: content.sendOrder,
  });
  const pauseBefore = (index: number): number => {
    const before = parts[index - 1];
    const wait = before?.kind === 'group' ? waits[before.group] / 1_000 : 0;
    return index === 0 ? 0 : content.sendIntervalSeconds + wait;
  };
  const total = parts.reduce((sum, _, index) => sum + pauseBefore(index), 0);
  return (
    <section aria-label={t('form.preview')}>
      <Title order={2} size="h4" mb="sm">
        {t('form.preview')}
      </Title>
      <div className="phone">
        {parts.length === 0 && <span className="gap">{t('form.nothing')}</span>}
        {parts.map((part, index) => (
          <Fragment key={part.kind === 'text' ? 'text' : part.group}>
            {index > 0 && <span className="gap">{t('form.seconds', { count: pauseBefore(index) })}</span>}
            {part.kind === 'text' ? (
              <div className="bubble">{filled(content.messageText ?? '', content.variables as Record<string, string> | undefined)}</div>
            ) : (
              <div className="album">
                {groups[part.group].map((image, position) => (
                  <Picture key={`${image.id}-${position}`} id={image.id} alt={image.name} />
                ))}
              </div>
            )}
          </Fragment>
        ))}
      </div>
      {parts.length > 1 && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('form.total', { count: Math.round(total) })}
        </Text>
      )}
    </section>
  );
}

function filled(text: string, variables: Record<string, string> | undefined): string {
  return text.replace(VARIABLE, (whole, name: string) => variables?.[name] || whole);
}
