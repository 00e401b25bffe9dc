import { Children, startTransition, useEffect, useState, type ReactNode } from 'react';

/**
 * Draws its children one after the other, each in a step of its own, so that the page answers in between. Each stands below the one
 * before, and so pushes nothing down.
 *
 * @param from how many of them are drawn at once, at first
 */
export function Steps({ children, from = 1 }: { children: ReactNode; from?: number }) {
  const all = Children.toArray(children);
  const [shown, setShown] = useState(from);
  const isMore = shown < all.length;
  useEffect(() => {
    if (isMore) {
      startTransition(() => setShown(shown + 1));
    }
  }, [isMore, shown]);
  return all.slice(0, shown);
}
