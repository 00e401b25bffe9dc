import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { steps, type Content } from './message';

/** What follows what, and after how long: text → 1 s → group 1 (3) → 2 s → group 2 (2). Nothing where there is but one part. */
export function Timeline({ content }: { content: Content }) {
  const { t } = useTranslation();
  const parts = steps(content);
  if (parts.length < 2) {
    return null;
  }
  const total = parts.reduce((sum, part) => sum + part.pauseSeconds, 0);
  return (
    <div>
      <ol className="timeline" aria-label={t('form.order')}>
        {parts.map((part) => (
          <li key={part.kind === 'text' ? 'text' : part.group} data-part={part.kind === 'text' ? 'text' : `tray-${part.group + 1}`}>
            {part.pauseSeconds > 0 && <span className="pause">{t('form.seconds', { count: part.pauseSeconds })}</span>}
            <span className="part">{part.kind === 'text' ? t('part.TEXT') : t('form.groupOf', { number: part.group + 1, count: part.images.length })}</span>
          </li>
        ))}
      </ol>
      <Text size="sm" c="dimmed">
        {t('form.total', { count: Math.round(total) })}
      </Text>
    </div>
  );
}
