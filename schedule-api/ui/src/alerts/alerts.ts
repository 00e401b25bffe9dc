/** As often as the server does, in milliseconds. */
export const LOOK_EVERY = 30_000;
