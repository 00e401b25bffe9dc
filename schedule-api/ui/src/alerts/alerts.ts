/** Milliseconds between two reads of what is wrong now. */
export const LOOK_EVERY = 30_000;
