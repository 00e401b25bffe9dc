import { Button, Group, Title, useComputedColorScheme } from '@mantine/core';
import { Fragment, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Picture } from '../common/parts';
import { steps, VARIABLE, type Content } from './message';

/** The room as it will look: parts in their real order, with the pauses between them. */
export function PhonePreview({ content }: { content: Content }) {
  const { t } = useTranslation();
  const parts = steps(content);
  const pauseBefore = (index: number): number => parts[index]?.pauseSeconds ?? 0;
  const play = usePlay(parts.length, pauseBefore);
  const [dark, setDark] = useState(useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark');
  const [small, setSmall] = useState(false);
  return (
    <section aria-label={t('form.preview')}>
      <Title order={2} size="h4" mb="sm">
        {t('form.preview')}
      </Title>
      <Group gap="xs" mb="xs">
        {parts.length > 0 && (
          <Button size="xs" variant="default" onClick={play.toggle}>
            {t(play.playing ? 'preview.stop' : 'preview.play')}
          </Button>
        )}
        <Button size="xs" variant={dark ? 'filled' : 'default'} aria-pressed={dark} onClick={() => setDark(!dark)}>
          {t('preview.dark')}
        </Button>
        <Button size="xs" variant={small ? 'filled' : 'default'} aria-pressed={small} onClick={() => setSmall(!small)}>
          {t('preview.small')}
        </Button>
      </Group>
      <div className="phone" data-small={small || undefined} data-look={dark ? 'dark' : 'light'} aria-live={play.playing ? 'polite' : 'off'}>
        {parts.length === 0 && <span className="gap">{t('form.nothing')}</span>}
        {parts.slice(0, play.shown).map((part, index) => (
          <Fragment key={part.kind === 'text' ? 'text' : part.group}>
            {index > 0 && <span className="gap">{t('form.seconds', { count: part.pauseSeconds })}</span>}
            {part.kind === 'text' ? (
              <div className="bubble">{filled(content.messageText ?? '', content.variables as Record<string, string> | undefined)}</div>
            ) : (
              <div className="album">
                {part.images.map((image, position) => (
                  <Picture key={`${image.id}-${position}`} id={image.id} alt={image.name} />
                ))}
              </div>
            )}
          </Fragment>
        ))}
      </div>
    </section>
  );
}

/** It still plays so long after the last part, for whoever hears it. */
const LAST_SECONDS = 1;

/** Lets the parts come one after the other, with their real pauses; all of them stand there while it does not play. */
function usePlay(count: number, pauseBefore: (index: number) => number) {
  const [next, setNext] = useState<number | null>(null);
  const seconds = next === null ? 0 : next < count ? pauseBefore(next) : LAST_SECONDS;
  useEffect(() => {
    if (next === null) {
      return;
    }
    const timer = setTimeout(() => setNext(next < count ? next + 1 : null), seconds * 1_000);
    return () => clearTimeout(timer);
  }, [next, count, seconds]);
  return { playing: next !== null, shown: next ?? count, toggle: () => setNext(next === null ? 0 : null) };
}

function filled(text: string, variables: Record<string, string> | undefined): string {
  return text.replace(VARIABLE, (whole, name: string) => variables?.[name] || whole);
}
