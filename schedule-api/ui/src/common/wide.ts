/** From here on the menu stands beside the page: the breakpoint `sm`. */
export const WIDE = '(min-width: 48em)';
