import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Hint } from '../common/Hint';
import { OUTCOMES } from './outcomes';

/** What each way to end means. */
export function OutcomesHint() {
  const { t } = useTranslation();
  return (
    <Hint of={t('schedule.status')}>
      {OUTCOMES.map((outcome) => (
        <Text size="sm" key={outcome}>
          <strong>{t(`outcome.${outcome}`)}</strong> — {t(`outcomeHelp.${outcome}`)}
        </Text>
      ))}
    </Hint>
  );
}
