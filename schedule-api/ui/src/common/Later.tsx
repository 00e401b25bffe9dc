import { startTransition, useEffect, useState, type ReactNode } from 'react';

/** What stands below what is seen first: drawn in a step of its own, so that the page answers in between. */
export function Later({ children }: { children: ReactNode }) {
  const [isShown, setShown] = useState(false);
  useEffect(() => startTransition(() => setShown(true)), []);
  return isShown ? children : null;
}
