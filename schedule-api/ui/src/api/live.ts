import { createParser } from 'eventsource-parser';
import { useEffect, useState } from 'react';
import { authorized, type Schemas } from './client';

const PAUSE_MILLIS = 2_000;

/** Calls back for every result as it happens; after a break it goes on where it was cut. Returns whether it is connected. */
export function useLiveResults(onResult: (log: Schemas['SendLog']) => void, on = true): boolean {
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    if (!on) {
      return;
    }
    const ended = new AbortController();
    void follow(onResult, setConnected, ended.signal);
    return () => ended.abort();
  }, [onResult, on]);
  return connected && on;
}

async function follow(
  onResult: (log: Schemas['SendLog']) => void,
  onConnection: (connected: boolean) => void,
  signal: AbortSignal,
): Promise<void> {
  let last = '';
  while (!signal.aborted) {
    try {
      const headers: Record<string, string> = { Accept: 'text/event-stream' };
      if (last) {
        headers['Last-Event-ID'] = last;
      }
      const response = await authorized(new Request(`${location.origin}/api/events/results`, { headers, signal }));
      if (response.ok && response.body) {
        onConnection(true);
        const parser = createParser({
          onEvent: (event) => {
            last = event.id ?? last;
            onResult(JSON.parse(event.data));
          },
        });
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
        for (let read = await reader.read(); !read.done; read = await reader.read()) {
          parser.feed(read.value);
        }
      }
    } catch {
      // The stream broke; the next round picks it up.
    }
    if (!signal.aborted) {
      onConnection(false);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLIS));
    }
  }
}
