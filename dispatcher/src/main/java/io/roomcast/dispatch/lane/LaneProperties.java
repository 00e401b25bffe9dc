package io.roomcast.dispatch.lane;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param instance name of this replica, kept over its restarts, unique among replicas; empty = a new one each start.
 *     With a name, a restarted replica takes its rooms back at once instead of waiting for its old lease to end
 * @param lease how long a room stays with a replica that has stopped answering
 * @param turn how long a phone stays taken by a send that has stopped answering, besides the group's own media wait
 * @param admitAhead how long before its moment an occurrence is prepared
 * @param startAhead how long before its moment the start of a part is written, so that the call leaves on time
 * @param confirmWithin how long the room's log is read for a part the phone has accepted
 * @param holdAfterUnknown how long a room rests after an outcome that stayed unknown
 * @param maxTries calls of one part that were certainly not accepted, before it is given up
 */
@ConfigurationProperties("roomcast.dispatcher")
public record LaneProperties(
        @DefaultValue("") String instance,
        @DefaultValue("45s") Duration lease,
        @DefaultValue("40s") Duration turn,
        @DefaultValue("250ms") Duration admitAhead,
        @DefaultValue("60ms") Duration startAhead,
        @DefaultValue("20s") Duration confirmWithin,
        @DefaultValue("60s") Duration holdAfterUnknown,
        @DefaultValue("3") int maxTries) {
    /** A call starts at most this long after its start was written, or not at all. */
    static final Duration FRESH = Duration.ofSeconds(5);

    /** The part of an owner's name that stays the same over restarts. */
    String ownerPrefix() {
        return (instance.isEmpty() ? host() + "-" + UUID.randomUUID() : instance) + "#";
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }
}
