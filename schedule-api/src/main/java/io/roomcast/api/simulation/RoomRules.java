package io.roomcast.api.simulation;

import io.roomcast.model.quiet.QuietHours;
import io.roomcast.model.quota.Quotas;
import io.roomcast.model.quota.SentPart;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a room lets through.
 *
 * @param closed until when, and why, nothing starts in it at all; null where nothing stands in the way
 * @param had its parts of the last {@link Quotas#LOOK_BACK}
 */
record RoomRules(
        long id,
        ZoneId zone,
        Quotas quotas,
        QuietHours quiet,
        @Nullable ExpectedWait closed,
        List<SentPart> had) {
    boolean isClosedAt(Instant moment) {
        return closed != null && closed.until().isAfter(moment);
    }
}
