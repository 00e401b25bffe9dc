package io.roomcast.api.schedule;

import io.roomcast.api.organization.Organization;
import io.roomcast.api.room.Room;
import io.roomcast.model.recurrence.Timing;
import io.roomcast.model.schedule.MessageColumns;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A request that has passed every check, with what it refers to, and what stands where it is silent. */
public record Draft(
        ScheduleRequest request, Organization organization, Room room, MessageColumns message, Timing timing) {
    private static final int USUAL_PRIORITY = 5;
    private static final Duration USUAL_WINDOW = Duration.ofMinutes(5);

    public int priority() {
        return Objects.requireNonNullElse(request.priority(), USUAL_PRIORITY);
    }

    public Duration catchUpWindow() {
        return request.catchUpWindowSeconds() == null
                ? USUAL_WINDOW
                : Duration.ofSeconds(request.catchUpWindowSeconds());
    }

    public String overlapPolicy() {
        return Objects.requireNonNullElse(request.overlapPolicy(), "queue");
    }

    /** Ids of the pictures of both groups, each once. */
    List<Long> images() {
        return Stream.of(request.images1(), request.images2())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** An advertisement that nobody let out at night. */
    public boolean isHeldAtNight() {
        return Boolean.TRUE.equals(request.advertising()) && request.nightReason() == null;
    }
}
