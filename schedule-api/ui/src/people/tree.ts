import type { Schemas } from '../api/client';

type Organization = Schemas['Organization'];

/** Each organisation right after the one above it, with how far below the reader's own it stands. */
export function asTree<T extends Pick<Organization, 'id' | 'parentId' | 'name'>>(rows: T[]): (T & { depth: number })[] {
  const known = new Set(rows.map((row) => row.id));
  const below = (parent: number | undefined, depth: number): (T & { depth: number })[] =>
    rows
      .filter((row) => (parent === undefined ? row.parentId === undefined || !known.has(row.parentId) : row.parentId === parent))
      .sort((one, other) => one.name.localeCompare(other.name, 'ko'))
      .flatMap((row) => [{ ...row, depth }, ...below(row.id, depth + 1)]);
  return below(undefined, 0);
}
