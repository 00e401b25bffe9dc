package io.roomcast.api.alert;

/**
 * Something that is wrong now.
 *
 * @param organizationId whose it is
 * @param subjectId of the organisation, room or phone, by the kind
 * @param measured in the kind's unit, as {@code threshold}
 * @param runs over which it was measured; 0: not of runs
 */
record Finding(AlertKind kind, long organizationId, long subjectId, double measured, double threshold, long runs) {
    /** One of them is open at a time. */
    Key key() {
        return new Key(kind, subjectId);
    }

    record Key(AlertKind kind, long subjectId) {}
}
