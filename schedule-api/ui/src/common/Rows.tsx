import { useWindowVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useEffect, useState, type ComponentPropsWithRef, type ReactNode } from 'react';

/** More than this are not all in the page at once; so few are, and the browser can search them. */
const FEW = 100;
const GAP = 12;
const USUAL_HEIGHT = 100;
const BROWSER_KEEPS_PLACE = globalThis.CSS?.supports?.('overflow-anchor', 'auto') ?? false;

/** What makes a row one of many: for its `li`. */
export type Place = ComponentPropsWithRef<'li'> & { 'data-index'?: number };

type RowProps<T> = {
  row: T;
  index: number;
  of: number;
  measure: (li: HTMLLIElement | null) => void;
  show: (row: T, place: Place) => ReactNode;
};

/** Drawn once while it is in sight, however often the list moves. */
const Row = memo(function Row<T>({ row, index, of, measure, show }: RowProps<T>) {
  return show(row, { ref: measure, 'data-index': index, 'aria-setsize': of, 'aria-posinset': index + 1 });
}) as <T>(props: RowProps<T>) => ReactNode;

/** Who keeps in place what is being read when rows above it change: the browser does, where it can, and not both of them. */
function keepPlace(list: Virtualizer<Window, Element>, byItself: boolean): void {
  list.shouldAdjustScrollPositionOnItemSizeChange = byItself ? undefined : () => false;
}

/** Keeps a place: what stands above, or below, and is not in the page. */
function Space({ height }: { height: number }) {
  return height > 0 && <li aria-hidden style={{ height: height - GAP }} />;
}

/**
 * A list of any length: of many rows only those in sight, and some around them, are in the page.
 *
 * @param hasMore whether rows follow that were not read yet
 */
export function Rows<T extends { id: number }>({ rows, hasMore, children, 'aria-live': live, ...list }: {
  rows: T[];
  hasMore: boolean;
  children: (row: T, place: Place) => ReactNode;
} & Omit<ComponentPropsWithRef<'ul'>, 'children'>) {
  const [top, setTop] = useState(0);
  const measureTop = useCallback((ul: HTMLUListElement | null) => {
    if (ul) {
      setTop(ul.getBoundingClientRect().top + scrollY);
    }
  }, []);
  const window = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey: useCallback((index: number) => rows[index]?.id ?? index, [rows]),
    gap: GAP,
    overscan: 8,
    scrollMargin: top,
  });
  const many = rows.length > FEW;
  useEffect(() => keepPlace(window, many && !BROWSER_KEEPS_PLACE), [window, many]);
  const inSight = window.getVirtualItems();
  const first = many ? (inSight[0]?.index ?? 0) : 0;
  const shown = many ? rows.slice(first, first + inSight.length) : rows;
  return (
    // Rows that come into sight by scrolling are no news.
    <ul {...list} ref={measureTop} className="list" aria-live={many ? undefined : live}>
      {many && <Space height={(inSight[0]?.start ?? top) - top} />}
      {shown.map((row, offset) => (
        <Row key={row.id} row={row} index={first + offset} of={hasMore ? -1 : rows.length} measure={window.measureElement} show={children} />
      ))}
      {many && <Space height={window.getTotalSize() - ((inSight.at(-1)?.end ?? top) - top)} />}
    </ul>
  );
}
