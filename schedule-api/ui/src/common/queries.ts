import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, ask, type Schemas } from '../api/client';

type Page<T> = { items: T[]; nextCursor?: string };

/** A list that grows page by page. */
export function usePages<T>(key: unknown[], read: (cursor: string | undefined) => Promise<Page<T>>, refetchInterval: number | false = false) {
  const query = useInfiniteQuery({
    queryKey: key,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => untilSome(read, pageParam),
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval,
  });
  const pages = query.data?.pages;
  return { ...query, data: useMemo(() => pages?.flatMap((page) => page.items), [pages]) };
}

/** Where few rows pass a filter the server answers before it has found any; it goes on from there. */
async function untilSome<T>(read: (cursor: string | undefined) => Promise<Page<T>>, cursor: string | undefined): Promise<Page<T>> {
  let page = await read(cursor);
  while (page.items.length === 0 && page.nextCursor) {
    page = await read(page.nextCursor);
  }
  return page;
}

/** Every row of a list that is small enough to choose from. */
async function all<T>(read: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return rows;
}

const page = (cursor: string | undefined) => ({ params: { query: { limit: 100, cursor } } });

export const useRooms = () =>
  useQuery({ queryKey: ['rooms'], queryFn: () => all<Schemas['Room']>((cursor) => ask(api.GET('/api/rooms', page(cursor)))) });
export const useBots = () =>
  useQuery({ queryKey: ['bots'], queryFn: () => all<Schemas['Bot']>((cursor) => ask(api.GET('/api/bots', page(cursor)))) });
export const useTemplates = () =>
  useQuery({ queryKey: ['templates'], queryFn: () => all<Schemas['Template']>((cursor) => ask(api.GET('/api/templates', page(cursor)))) });
export const useOrganizations = () =>
  useQuery({
    queryKey: ['organizations'],
    queryFn: () => all<Schemas['Organization']>((cursor) => ask(api.GET('/api/organizations', page(cursor)))),
  });
export const useMembers = () =>
  useQuery({ queryKey: ['members'], queryFn: () => all<Schemas['Member']>((cursor) => ask(api.GET('/api/members', page(cursor)))) });

export const useChannels = () =>
  useQuery({
    queryKey: ['alert-channels'],
    queryFn: () => all<Schemas['Channel']>((cursor) => ask(api.GET('/api/alert-channels', page(cursor)))),
  });

/** Names by id, for rows that only hold the id. */
export function nameOf(rows: { id: number; name: string }[] | undefined, id: number | undefined): string {
  return rows?.find((row) => row.id === id)?.name ?? (id === undefined ? '' : `#${id}`);
}

/** Rows to choose from. */
export function options(rows: { id: number; name: string }[] | undefined): { value: string; label: string }[] {
  return rows?.map((row) => ({ value: String(row.id), label: row.name })) ?? [];
}

/** Where a row is changed or deleted, provided that it is still as it was read. */
export function asRead(row: { id: number; version: number }) {
  return { path: { id: row.id }, header: { 'If-Match': `"${row.version}"` } };
}
