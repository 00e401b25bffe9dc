const MAC = /mac|iphone|ipad/i.test(navigator.userAgent);

/** The keys that open the palette, in words and as short as on a button. */
export const FIND = MAC ? '⌘ + K' : 'Ctrl + K';
export const FIND_SHORT = MAC ? '⌘K' : 'Ctrl K';
