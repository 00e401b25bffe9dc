package io.roomcast.api.simulation;

import io.roomcast.model.occurrence.WaitReason;
import io.roomcast.model.quiet.QuietHours;
import io.roomcast.model.quota.Quotas;
import io.roomcast.model.quota.RoomQuotas;
import io.roomcast.model.quota.SentPart;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row of kb_room with what stands above it. @param path of its organisation @param stoppedUntil by the kill switch */
record PhoneRoom(
        long id,
        String name,
        String path,
        String timeZone,
        @Nullable RoomQuotas quotas,
        @Nullable String quiet,
        @Nullable Instant pausedUntil,
        @Nullable String pauseReason,
        @Nullable Instant stoppedUntil,
        @Nullable Instant heldUntil) {
    RoomRules rules(Quotas usual, List<SentPart> had) {
        return new RoomRules(id, ZoneId.of(timeZone), usual.with(quotas), QuietHours.parse(quiet), closed(), had);
    }

    /** The one that ends last. */
    private @Nullable ExpectedWait closed() {
        return Stream.of(
                        wait(WaitReason.STOPPED, null, stoppedUntil),
                        wait(WaitReason.ROOM_PAUSED, pauseReason, pausedUntil),
                        wait(WaitReason.ROOM_HELD, null, heldUntil))
                .flatMap(List::stream)
                .max(Comparator.comparing(ExpectedWait::until))
                .orElse(null);
    }

    private static List<ExpectedWait> wait(WaitReason reason, @Nullable String rule, @Nullable Instant until) {
        return until == null ? List.of() : List.of(new ExpectedWait(reason.name(), rule, until));
    }
}
