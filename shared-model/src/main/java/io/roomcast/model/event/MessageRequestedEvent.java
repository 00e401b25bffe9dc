package io.roomcast.model.event;

import io.roomcast.model.content.SendOrder;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Another system asks for a message to be sent at once, on behalf of a member and with that member's rights.
 *
 * @param memberLogin the member whose rights decide
 * @param images1 ids of images in the library, at most 10
 * @param priority 0 first … 9 last; null = 5
 * @param advertising whether it needs the recipients' consent: it must say so and how to opt out, and waits between 21:00 and
 *     08:00 of the room; null = no
 */
public record MessageRequestedEvent(
        String memberLogin,
        long roomId,
        @Nullable String text,
        @Nullable List<Long> images1,
        @Nullable List<Long> images2,
        @Nullable SendOrder sendOrder,
        @Nullable Integer sendIntervalSeconds,
        @Nullable Integer priority,
        @Nullable Boolean advertising)
        implements EventPayload {
    public static final String TYPE = "io.roomcast.dispatch.message.v1";

    /** Counted from when it is taken; what cannot be sent within it expires. */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    @Override
    public String type() {
        return TYPE;
    }
}
