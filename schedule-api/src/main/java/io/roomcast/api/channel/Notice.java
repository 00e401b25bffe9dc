package io.roomcast.api.channel;

import org.jspecify.annotations.Nullable;

/**
 * What one channel is told.
 *
 * @param eventId the same at every try: by it a receiver knows what it has had already
 * @param payload JSON
 * @param channel its name
 * @param url of a webhook
 * @param secret of a webhook
 */
record Notice(
        String eventId,
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
