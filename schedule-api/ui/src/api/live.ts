import { createParser } from 'eventsource-parser';
import { useEffect, useState } from 'react';
import { authorized, type Schemas } from './client';
import { currentSession } from './session';

const PAUSE_MILLIS = 2_000;
/** Nobody answers the question for the password: no reason to ask every two seconds all night. */
const EXPIRED_PAUSE_MILLIS = 30_000;
/** The server says something every 15 s; after more than two of these without a word the line is dead. */
const SILENCE_MILLIS = 40_000;

/** Calls back for every result as it happens; after a break it goes on where it was cut. Returns as {@link useStream} does. */
export function useLiveResults(onResult: (log: Schemas['SendLog']) => void, on = true): boolean | undefined {
  return useStream('/api/events/results', onResult, on);
}

/** Calls back for every event of a stream; connects again after a break. Returns whether it is connected, undefined while that is not known. */
export function useStream<T>(path: string, onEvent: (data: T) => void, on = true): boolean | undefined {
  const [connected, setConnected] = useState<boolean>();
  useEffect(() => {
    if (!on) {
      return;
    }
    const ended = new AbortController();
    void follow(path, onEvent, setConnected, ended.signal);
    return () => {
      ended.abort();
      setConnected(undefined);
    };
  }, [path, onEvent, on]);
  return on ? connected : undefined;
}

/** There is no such thing, or it is not the caller's: to ask again would not change it. */
const isFinal = (status: number): boolean => status === 403 || status === 404;

async function follow<T>(
  path: string,
  onData: (data: T) => void,
  onConnection: (connected: boolean) => void,
  signal: AbortSignal,
): Promise<void> {
  let last = '';
  while (!signal.aborted) {
    const silent = new AbortController();
    let watch = 0;
    const heard = () => {
      clearTimeout(watch);
      watch = window.setTimeout(() => silent.abort(), SILENCE_MILLIS);
    };
    try {
      heard();
      const headers: Record<string, string> = { Accept: 'text/event-stream' };
      if (last) {
        headers['Last-Event-ID'] = last;
      }
      const response = await authorized(new Request(`${location.origin}${path}`, { headers, signal: AbortSignal.any([signal, silent.signal]) }));
      if (isFinal(response.status)) {
        clearTimeout(watch);
        return;
      }
      if (response.ok && response.body) {
        onConnection(true);
        const parser = createParser({
          onEvent: (event) => {
            last = event.id ?? last;
            onData(JSON.parse(event.data));
          },
        });
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
        for (let read = await reader.read(); !read.done; read = await reader.read()) {
          heard();
          parser.feed(read.value);
        }
      }
    } catch {
      // The stream broke; the next round picks it up.
    }
    clearTimeout(watch);
    if (!signal.aborted) {
      onConnection(false);
      const pause = currentSession().state === 'expired' ? EXPIRED_PAUSE_MILLIS : PAUSE_MILLIS;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
