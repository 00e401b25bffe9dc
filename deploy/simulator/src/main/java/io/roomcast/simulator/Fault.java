package io.roomcast.simulator;

import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with the next calls.
 *
 * @param path of the calls, /reply when null; of the others, "accepted" means carried out
 * @param room only calls for this room; null = any
 * @param times how many calls; null = until it is lifted
 * @param millis for SLOW; for TOO_MANY_REQUESTS the Retry-After, rounded up to seconds
 */
public record Fault(
        Kind kind,
        @Nullable String path,
        @Nullable Long room,
        @Nullable Integer times,
        @Nullable Long millis) {
    public enum Kind {
        /** The answer comes late. */
        SLOW,
        /** Accepted, but no answer ever comes. */
        HANG,
        /** 500 as Iris gives it; nothing is accepted. */
        ERROR,
        /** 429; nothing is accepted. */
        TOO_MANY_REQUESTS,
        /** Accepted, and the answer is not JSON. */
        GARBAGE,
        /** The connection is cut before anything is accepted. */
        DROP_BEFORE_ACCEPT,
        /** Accepted, and the connection is cut instead of an answer. */
        DROP_AFTER_ACCEPT,
        /** Accepted, and the phone dies at once: the whole process of the simulator ends. */
        HALT_AFTER_ACCEPT,
        /** Accepted, and the answer is a body of 100 MB. */
        ENDLESS,
        /** Accepted, and the answer is a gzip of a megabyte that grows to a gigabyte. */
        GZIP_BOMB,
        /** Accepted and answered, but the room never shows it; of /dashboard/status: Iris does not watch the database. */
        NO_ECHO
    }
}
