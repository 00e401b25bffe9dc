import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { newKey } from '../api/client';
import { useCaller } from '../session/useCaller';

/** What is kept: for whom, from which version it was made, and under which key it is sent. */
type Kept<T> = { draft: T; base?: number; requestKey: string };

/** Keeps what this member is writing in this browser, so that no reload and no lost session costs a word. */
export function useDraft<T extends object>(initial: T, version: number | undefined, store: string) {
  const caller = useCaller();
  // What is written under a grant is of another organisation.
  const key = `roomcast-draft-${caller.memberId}-${store}${caller.grantId === undefined ? '' : `-grant-${caller.grantId}`}`;
  const [kept] = useState(() => read(key, initial));
  const [draft, setDraft] = useState<T>(kept?.draft ?? initial);
  const [base, setBase] = useState(kept ? kept.base : version);
  const [requestKey, setRequestKey] = useState(() => kept?.requestKey ?? newKey());
  const [restored, setRestored] = useState(kept !== null);
  const write = (value: T) => localStorage.setItem(key, JSON.stringify({ draft: value, base, requestKey } satisfies Kept<T>));
  const keep = useDebouncedCallback(write, { delay: 400, flushOnUnmount: false });
  const forget = () => {
    keep.cancel();
    localStorage.removeItem(key);
  };
  return {
    draft,
    base,
    requestKey,
    restored,
    change: (part: Partial<T> | ((old: T) => Partial<T>)) =>
      setDraft((old) => {
        const next = { ...old, ...(typeof part === 'function' ? part(old) : part) };
        keep(next);
        return next;
      }),
    keepNow: () => {
      keep.cancel();
      write(draft);
    },
    reset: () => {
      forget();
      setDraft(initial);
      setBase(version);
      setRequestKey(newKey());
      setRestored(false);
    },
    renew: () => setRequestKey(newKey()),
    forget,
  };
}

function read<T>(key: string, initial: T): Kept<T> | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Kept<T> | null;
    return kept && { ...kept, draft: { ...initial, ...kept.draft } };
  } catch {
    return null;
  }
}
