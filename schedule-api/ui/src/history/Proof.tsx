import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { preciseClock } from '../common/format';
import { ZONE } from '../common/time';
import { inLanguage } from '../i18n';
import type { Texts } from '../i18n/ko';

/** What is kept of each part: one call, its outcome, and what the room's own log says. */
type ProvenPart = {
  position: number;
  kind: keyof Texts['part'];
  state: keyof Texts['partState'];
  calledAt?: string | null;
  confirmedAt?: string | null;
  evidence?: string | null;
  detail?: string | null;
};

/** Part by part: when it was handed to the phone, and by what it is known that it arrived. */
export function Proof({ log }: { log: Schemas['SendLog'] }) {
  const { t } = useTranslation();
  const parts = (log.apiResponse ?? []) as ProvenPart[];
  if (parts.length === 0) {
    return null;
  }
  return (
    <details className="proof">
      <summary>{t('history.proof')}</summary>
      <ol>
        {parts.map((part, index) => (
          <li key={part.position}>
            <Text size="sm">
              {t(`part.${part.kind}`)}: {t(`partState.${part.state}`)}
            </Text>
            <Text size="sm" c="dimmed">
              {[
                part.calledAt && t('history.called', { time: preciseClock(part.calledAt, ZONE) }),
                part.confirmedAt && t('history.seen', { time: preciseClock(part.confirmedAt, ZONE) }),
                part.evidence && t('history.evidence', { id: part.evidence }),
                inLanguage(part.detail, log.partDetailsKo?.[index]),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </li>
        ))}
      </ol>
    </details>
  );
}
