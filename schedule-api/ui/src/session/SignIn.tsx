import { Alert, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { issuer } from '../api/issuer';
import { signIn } from '../api/session';
import { SignInAtIssuer } from './SignInAtIssuer';

/** @param loginId of whoever was signed in until now: only that person may go on with this page's unsaved work */
function SignInHere({ loginId, expired = false }: { loginId?: string; expired?: boolean }) {
  const { t } = useTranslation();
  const [login, setLogin] = useState(loginId ?? '');
  const [password, setPassword] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    try {
      setRefused(await signIn(login, password));
    } catch {
      setRefused(t('problem.offline'));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        {expired && <Text>{t('session.expired')}</Text>}
        {refused && (
          <Alert color="red" variant="outline" role="alert">
            {refused}
          </Alert>
        )}
        <TextInput
          label={t('session.loginId')}
          name="loginId"
          autoComplete="username"
          required
          readOnly={loginId !== undefined}
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('session.password')}
          name="password"
          autoComplete="current-password"
          required
          data-autofocus={expired || undefined}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy}>
          {t('session.submit')}
        </Button>
      </Stack>
    </form>
  );
}

/** @param loginId as of {@link SignInHere} @param refused why the issuer has sent the browser back as it had come */
export function SignIn({ loginId, expired = false, refused, stranger = false }: { loginId?: string; expired?: boolean; refused?: string; stranger?: boolean }) {
  return issuer ? (
    <SignInAtIssuer issuer={issuer} expired={expired} refused={refused} stranger={stranger} />
  ) : (
    <SignInHere loginId={loginId} expired={expired} />
  );
}

export function SignInPage({ refused, stranger }: { refused?: string; stranger?: boolean }) {
  const { t } = useTranslation();
  return (
    <Stack component="main" align="center" justify="center" mih="100vh" p="md">
      <Paper withBorder p="xl" radius="lg" w="100%" maw={400}>
        <Title order={1} size="h2" mb="lg">
          {t('app.name')} {t('session.title')}
        </Title>
        <SignIn refused={refused} stranger={stranger} />
      </Paper>
    </Stack>
  );
}
