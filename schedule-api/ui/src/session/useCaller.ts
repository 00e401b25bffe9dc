import { useSyncExternalStore } from 'react';
import { currentSession, onSessionChange, type Caller } from '../api/session';

/** Who is signed in; only for what is shown inside. */
export function useCaller(): Caller {
  const session = useSyncExternalStore(onSessionChange, currentSession);
  if (session.state !== 'in' && session.state !== 'expired') {
    throw new Error('Nobody is signed in');
  }
  return session.caller;
}
