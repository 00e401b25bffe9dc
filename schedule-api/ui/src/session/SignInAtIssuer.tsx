import { Alert, Button, Code, Stack, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Issuer } from '../api/issuer';
import { signInAgainAtIssuer, signInAtIssuer } from '../api/session';

/**
 * The way to the outside issuer: this page goes there; one whose session has ended opens a window, and keeps its work.
 *
 * @param refused why the issuer has sent the browser back as it had come
 */
export function SignInAtIssuer({ issuer, expired, refused, stranger }: { issuer: Issuer; expired: boolean; refused?: string; stranger: boolean }) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState(refused);
  const [another, setAnother] = useState(stranger);
  const [tries, setTries] = useState(0);
  const waiting = useRef<AbortController>(undefined);

  async function go(inWindow: boolean) {
    // A window that was closed or is lost is not waited for; the next one is.
    waiting.current?.abort();
    const { signal } = (waiting.current = new AbortController());
    setTries((before) => before + 1);
    setProblem(undefined);
    try {
      if (!inWindow) {
        await signInAtIssuer(another);
        return;
      }
      const why = await signInAgainAtIssuer(another, signal);
      if (why) {
        setAnother(true);
        setProblem(why);
      }
    } catch (cause) {
      if (!signal.aborted) {
        setProblem(t('session.issuerAway', { cause: cause instanceof Error ? cause.message : '' }));
      }
    }
  }

  return (
    <Stack>
      {expired && <Text>{t('session.expired')}</Text>}
      {problem && (
        <Alert color="red" variant="outline" role="alert">
          {problem}
        </Alert>
      )}
      {issuer.clientId ? (
        <Button onClick={() => void go(expired)} data-autofocus={expired || undefined}>
          {another ? t('session.asAnother') : t('session.submit')}
        </Button>
      ) : (
        <Text>
          {t('session.noClient')} <Code>roomcast.ui.client-id</Code>
        </Text>
      )}
      {expired && tries > 0 && !problem && <Text size="sm">{t('session.inWindow')}</Text>}
      {expired && tries > 0 && (
        <Button variant="default" onClick={() => void go(false)}>
          {t('session.inThisPage')}
        </Button>
      )}
      <Text size="sm" c="dimmed">
        {t('session.at', { host: new URL(issuer.authority).host })}
      </Text>
    </Stack>
  );
}
