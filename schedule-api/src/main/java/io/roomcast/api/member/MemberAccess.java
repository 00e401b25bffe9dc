package io.roomcast.api.member;

import java.time.Instant;
import java.util.List;

/**
 * What a member sees and may do, now.
 *
 * @param rights as {@link io.roomcast.api.access.Right} in lower case; none for a viewer, or whoever was switched off
 * @param organizations the first hundred of those they see, from the top
 * @param grants those that are open, of organisations that the caller sees; they are not counted in what follows
 * @param rooms of theirs and of those below, as the further counts
 */
record MemberAccess(
        long memberId,
        List<String> rights,
        List<Seen> organizations,
        List<Lent> grants,
        long organizationCount,
        long rooms,
        long phones,
        long schedules,
        long members) {
    /** A role elsewhere, for the time being. */
    record Lent(long id, String organizationName, String role, Instant until) {}

    /** An organisation that they see. */
    record Seen(long id, String name, String level) {}

    static MemberAccess none(long memberId) {
        return new MemberAccess(memberId, List.of(), List.of(), List.of(), 0, 0, 0, 0, 0);
    }
}
