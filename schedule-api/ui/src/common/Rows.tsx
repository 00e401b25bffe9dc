import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { Fragment, useRef, type ComponentPropsWithRef, type ReactNode } from 'react';

/** More than this are not all in the page at once; so few are, and the browser can search them. */
const FEW = 100;
const GAP = 12;
const USUAL_HEIGHT = 100;

/** What makes a row one of many: for its `li`. */
export type Place = ComponentPropsWithRef<'li'> & { 'data-index'?: number };

/** A list of any length: of many rows only those in sight, and some around them, are in the page. */
export function Rows<T extends { id: number }>({ rows, children, ...list }: {
  rows: T[];
  children: (row: T, place?: Place) => ReactNode;
} & Omit<ComponentPropsWithRef<'ul'>, 'children'>) {
  const ul = useRef<HTMLUListElement>(null);
  const window = useWindowVirtualizer({
    count: rows.length,
    enabled: rows.length > FEW,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    gap: GAP,
    overscan: 8,
    scrollMargin: ul.current?.offsetTop ?? 0,
  });
  const inSight = window.getVirtualItems();
  const margin = window.options.scrollMargin;
  const space = rows.length > FEW && {
    paddingBlockStart: (inSight[0]?.start ?? margin) - margin,
    paddingBlockEnd: window.getTotalSize() - ((inSight.at(-1)?.end ?? margin) - margin),
  };
  return (
    <ul {...list} ref={ul} className="list" style={{ ...list.style, ...space }}>
      {space
        ? inSight.map(({ index, key }) => (
            <Fragment key={key}>
              {children(rows[index]!, {
                ref: window.measureElement,
                'data-index': index,
                'aria-setsize': rows.length,
                'aria-posinset': index + 1,
              })}
            </Fragment>
          ))
        : rows.map((row) => <Fragment key={row.id}>{children(row)}</Fragment>)}
    </ul>
  );
}
