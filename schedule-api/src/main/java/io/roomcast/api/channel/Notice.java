package io.roomcast.api.channel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one channel is told.
 *
 * @param eventId the same at every try: by it a receiver knows what it has had already
 * @param at the moment of this try: a receiver refuses what is signed for a time long past
 * @param payload JSON
 * @param channel its name
 * @param url of a webhook
 * @param secret of a webhook
 */
record Notice(
        String eventId,
        Instant at,
        String payload,
        String channel,
        @Nullable String url,
        @Nullable String secret) {
    /** Without what a log must not have. */
    @Override
    public String toString() {
        return "Notice " + eventId + " to " + channel;
    }
}
