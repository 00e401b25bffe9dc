import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { newKey } from '../api/client';
import { useCaller } from '../session/useCaller';
import { emptyDraft, type Draft } from './draft';

/** What is kept: for whom, from which version it was made, and under which key it is sent. */
type Kept = { draft: Draft; base?: number; requestKey: string };

/** Keeps what this member is writing in this browser, so that no reload and no lost session costs a word. */
export function useDraft(initial: Draft, version: number | undefined, store: string) {
  const key = `roomcast-draft-${useCaller().memberId}-${store}`;
  const [kept] = useState(() => read(key));
  const [draft, setDraft] = useState<Draft>(kept?.draft ?? initial);
  const [base, setBase] = useState(kept ? kept.base : version);
  const [requestKey, setRequestKey] = useState(() => kept?.requestKey ?? newKey());
  const [restored, setRestored] = useState(kept !== null);
  const write = (value: Draft) => localStorage.setItem(key, JSON.stringify({ draft: value, base, requestKey } satisfies Kept));
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
    change: (part: Partial<Draft> | ((old: Draft) => Partial<Draft>)) =>
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
    forget,
  };
}

function read(key: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Kept | null;
    return kept && { ...kept, draft: { ...emptyDraft(), ...kept.draft } };
  } catch {
    return null;
  }
}
