package io.roomcast.api.occurrence;

import java.util.List;

/**
 * What a cancel did.
 *
 * @param cancelled ids that will not be sent at all, or no further
 * @param inFlight ids of which a part was with the phone at that moment: it may still appear, nothing after it
 */
public record Cancellation(List<Long> cancelled, List<Long> inFlight) {
    public static final Cancellation NONE = new Cancellation(List.of(), List.of());
}
