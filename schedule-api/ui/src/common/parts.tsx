import { Alert, Badge, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { authorized, Problem } from '../api/client';
import type { Texts } from '../i18n/ko';
import { failed, withTrace } from './notify';

/** A page's title, which the browser's tab shows, too, and its main action. */
export function Heading({ title, children }: { title: string; children?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Roomcast`;
  }, [title]);
  return (
    <Group justify="space-between" mb="lg">
      <Title order={1} size="h2" tabIndex={-1}>
        {title}
      </Title>
      <Group gap="xs">{children}</Group>
    </Group>
  );
}

/** Whether what is shown is shown as it happens. */
export function LiveState({ connected }: { connected?: boolean }) {
  const { t } = useTranslation();
  return (
    <Text size="sm" role="status">
      {connected !== undefined && t(connected ? 'today.connected' : 'today.disconnected')}
    </Text>
  );
}

/** What a query has to show: its data, a skeleton while there is none, or what went wrong and a way to try again. */
export function Loaded<T>({ query, children }: { query: QueryLike<T>; children: (data: T) => ReactNode }) {
  const { t } = useTranslation();
  if (query.data !== undefined) {
    return <>{children(query.data)}</>;
  }
  if (query.error) {
    return (
      <Alert color="red" variant="outline" title={t('problem.title')} role="alert">
        <Stack align="start">
          <Text style={{ overflowWrap: 'anywhere' }}>{withTrace(query.error)}</Text>
          <Button variant="default" onClick={() => void query.refetch()}>
            {t('action.retry')}
          </Button>
        </Stack>
      </Alert>
    );
  }
  return <Loading />;
}

export function Loading() {
  const { t } = useTranslation();
  return (
    <Stack aria-busy="true" aria-label={t('app.loading')} role="status">
      {[1, 2, 3].map((row) => (
        <Skeleton key={row} height={64} />
      ))}
    </Stack>
  );
}

type QueryLike<T> = { data: T | undefined; error: Error | null; refetch: () => unknown };

/** The next page of a list that has one; says so when it does not come. */
export function More({ list }: { list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<{ error: Error | null }> } }) {
  const { t } = useTranslation();
  const fetchMore = async () => {
    const { error } = await list.fetchNextPage();
    if (error) {
      failed(error);
    }
  };
  return list.hasNextPage ? (
    <Button mt="md" variant="default" loading={list.isFetchingNextPage} onClick={() => void fetchMore()}>
      {t('app.more')}
    </Button>
  ) : null;
}

export function Empty({ children }: { children: ReactNode }) {
  return (
    <Text c="dimmed" py="md">
      {children}
    </Text>
  );
}

export type Outcome = keyof Texts['outcome'];

/** The theme's own orange is too light behind white letters. */
export const AMBER = '#c2410c';

const COLORS: Record<Outcome, string> = {
  success: 'teal.9', partial: AMBER, failed: 'red.9', unknown: 'grape.9', cancelled: 'gray.8', expired: AMBER, skipped: 'gray.8',
};

export function OutcomeBadge({ status }: { status: string }) {
  const { t } = useTranslation();
  const outcome = status as Outcome;
  return (
    <Badge color={COLORS[outcome] ?? 'gray.8'} autoContrast={false} c="white">
      {t(`outcome.${outcome}`)}
    </Badge>
  );
}

/** Why a run ended as it did, in plain words; what the machines said stands behind it for whoever has to look there. */
export function Reason({ status, code, detail }: { status: string; code?: string; detail?: string }) {
  const { t, i18n } = useTranslation();
  const key = `reason.${code ?? ''}` as 'reason.CANCELLED';
  return (
    <>
      {code && i18n.exists(key) ? t(key) : t(`outcomeHelp.${status as Outcome}`)}
      {detail && <span style={{ opacity: 0.85 }}> ({detail})</span>}
    </>
  );
}

/** A picture of the library: it needs the token, so it cannot be a plain address. */
export function Picture({ id, alt, full = false }: { id: number; alt: string; full?: boolean }) {
  const picture = useQuery({
    queryKey: ['picture', id, full],
    staleTime: Infinity,
    queryFn: async () => {
      const response = await authorized(new Request(`${location.origin}/api/images/${id}/${full ? 'content' : 'thumbnail'}`));
      if (!response.ok) {
        throw new Problem(response.status, String(response.status));
      }
      return dataUrl(await response.blob());
    },
  });
  return picture.data ? (
    <img className="tile" src={picture.data} alt={alt} />
  ) : (
    <div className="tile" role="img" aria-label={alt} />
  );
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
