package io.roomcast.model.misfire;

/** What is sent of the runs that were missed and still lie inside the catch-up window. */
public enum MissedRunPolicy {
    /** None: a missed run is skipped. */
    SKIP,
    /** The latest missed run; the ones before it are skipped. */
    LAST,
    /** Every missed run, in order. */
    ALL
}
