package io.roomcast.api.simulation;

import io.roomcast.api.bot.PartTimes.Took;
import io.roomcast.model.content.PartKind;
import io.roomcast.model.quota.SentPart;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row of kb_part that a room had, or may have had, within the time at which quotas look. */
record HadPart(
        long occurrenceId,
        long roomId,
        String kind,
        Instant startedAt,
        @Nullable Instant finishedAt) {
    SentPart sent() {
        return new SentPart(occurrenceId, finishedAt == null ? startedAt : finishedAt);
    }

    /** Empty while it is under way. */
    Stream<Took> took() {
        return Stream.ofNullable(finishedAt)
                .map(end -> new Took(
                        PartKind.valueOf(kind),
                        1,
                        Math.max(0, Duration.between(startedAt, end).toMillis())));
    }
}
