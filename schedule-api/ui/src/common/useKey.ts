import { useState } from 'react';
import { newKey, Problem } from '../api/client';

/**
 * An Idempotency-Key that stays while nobody knows what became of the request: pressed again after a lost answer, it is still
 * one request. Ended by an answer.
 */
export function useKey() {
  const [key, setKey] = useState(newKey);
  return {
    key,
    answered: (refused?: Error) => {
      const lost = refused instanceof Problem && (refused.status === 0 || refused.status >= 500);
      if (!lost) {
        setKey(newKey());
      }
    },
  };
}
