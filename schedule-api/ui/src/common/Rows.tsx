import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { Fragment, memo, useCallback, useState, type ComponentPropsWithRef, type ReactNode } from 'react';

/** More than this are not all in the page at once; so few are, and the browser can search them. */
const FEW = 100;
const GAP = 12;
const USUAL_HEIGHT = 100;

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

/** A list of any length: of many rows only those in sight, and some around them, are in the page. */
export function Rows<T extends { id: number }>({ rows, children, ...list }: {
  rows: T[];
  children: (row: T, place?: Place) => ReactNode;
} & Omit<ComponentPropsWithRef<'ul'>, 'children'>) {
  const [top, setTop] = useState(0);
  const measureTop = useCallback((ul: HTMLUListElement | null) => {
    if (ul) {
      setTop(ul.getBoundingClientRect().top + scrollY);
    }
  }, []);
  const window = useWindowVirtualizer({
    count: rows.length,
    enabled: rows.length > FEW,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    gap: GAP,
    overscan: 8,
    scrollMargin: top,
  });
  const inSight = window.getVirtualItems();
  const space = rows.length > FEW && {
    paddingBlockStart: (inSight[0]?.start ?? top) - top,
    paddingBlockEnd: window.getTotalSize() - ((inSight.at(-1)?.end ?? top) - top),
  };
  return (
    <ul {...list} ref={measureTop} className="list" style={{ ...list.style, ...space }}>
      {space
        ? inSight.map(({ index, key }) => <Row key={key} row={rows[index]!} index={index} of={rows.length} measure={window.measureElement} show={children} />)
        : rows.map((row) => <Fragment key={row.id}>{children(row)}</Fragment>)}
    </ul>
  );
}
