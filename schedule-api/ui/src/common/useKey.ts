import { useState } from 'react';
import { newKey, Problem } from '../api/client';

/** Nothing came back, or what came back is not about the request itself: not signed in, too slow, too many. */
const NO_ANSWER = [0, 401, 408, 425, 429];

/**
 * An Idempotency-Key that stays while nobody knows what became of the request: pressed again after a lost answer, it is still
 * one request. Ended by an answer.
 */
export function useKey() {
  const [key, setKey] = useState(newKey);
  return {
    key,
    answered: (refused?: Error) => {
      const lost = refused instanceof Problem && (refused.status >= 500 || NO_ANSWER.includes(refused.status));
      if (!lost) {
        setKey(newKey());
      }
    },
  };
}
