import { Center, Loader, Stack, Text } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { currentSession, onSessionChange } from './api/session';
import { SignInPage } from './session/SignIn';
import { Shell } from './shell/Shell';

/** What opens above a screen stands inside the router, as its links do. */
export function Root() {
  const { t } = useTranslation();
  return (
    <ModalsProvider modalProps={{ closeButtonProps: { 'aria-label': t('action.close') } }}>
      <Inside />
    </ModalsProvider>
  );
}

/** Nobody gets further than the sign-in page; whoever was inside when the session ended signs in over their page. */
function Inside() {
  const { t } = useTranslation();
  const session = useSyncExternalStore(onSessionChange, currentSession);
  if (session.state === 'loading') {
    return (
      <Center mih="100vh">
        <Stack align="center">
          <Loader aria-label={t('app.loading')} role="status" />
          <Text className="late">{t('problem.waiting')}</Text>
        </Stack>
      </Center>
    );
  }
  if (session.state === 'out') {
    return <SignInPage refused={session.refused} stranger={session.stranger} />;
  }
  return <Shell caller={session.caller} expired={session.state === 'expired'} />;
}
