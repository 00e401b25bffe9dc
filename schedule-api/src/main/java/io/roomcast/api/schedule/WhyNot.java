package io.roomcast.api.schedule;

import io.roomcast.api.access.Caller;
import io.roomcast.api.occurrence.Occurrences;
import io.roomcast.api.occurrence.Why;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.model.occurrence.WaitReason;
import io.roomcast.model.stop.Stops;
import io.roomcast.model.time.DatabaseClock;
import java.time.Instant;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Why a schedule sends nothing now: what a run of it waits for, else what keeps it from having one. */
@Component
@RequiredArgsConstructor
class WhyNot {
    private static final String OBSTACLES = """
            SELECT r.paused_until, r.pause_reason, %s AS stopped_until
            FROM kb_room r JOIN kb_organization g ON g.id = r.organization_id WHERE r.id = :room""".formatted(Stops.until("r", "g"));

    private final ScheduleRows rows;
    private final Occurrences occurrences;
    private final DatabaseClient database;
    private final DatabaseClock clock;

    private record Obstacles(
            @Nullable Instant pausedUntil,
            @Nullable String pauseReason,
            @Nullable Instant stoppedUntil) {}

    Mono<Why> of(Caller caller, long id) {
        return rows.find(caller, id)
                .switchIfEmpty(Mono.error(ProblemException::notFound))
                .flatMap(found -> occurrences
                        .oldestOpen(caller, id)
                        .map(Why::of)
                        .switchIfEmpty(Mono.defer(() -> withoutRun(found))));
    }

    private Mono<Why> withoutRun(ScheduleRow found) {
        if (found.status().equals("inactive")) {
            return Mono.just(Why.of("SCHEDULE_OFF", found.statusReason(), null, null));
        }
        if (found.nextSendAt() == null) {
            return Mono.just(Why.of("SCHEDULE_COMPLETED", null, null, null));
        }
        return database.sql(OBSTACLES)
                .bind("room", found.roomId())
                .mapProperties(Obstacles.class)
                .one()
                .map(obstacles -> untilDue(found, obstacles));
    }

    /** An obstacle that will be gone by then is none. */
    private Why untilDue(ScheduleRow found, Obstacles obstacles) {
        Instant next = Objects.requireNonNull(found.nextSendAt());
        if (lastsPast(obstacles.stoppedUntil(), next)) {
            return Why.of(WaitReason.STOPPED.name(), null, obstacles.stoppedUntil(), null);
        }
        if (lastsPast(obstacles.pausedUntil(), next)) {
            return Why.of(WaitReason.ROOM_PAUSED.name(), obstacles.pauseReason(), obstacles.pausedUntil(), null);
        }
        return next.isAfter(clock.now()) ? Why.of("NOT_DUE", null, next, null) : Why.of("UNCLAIMED", null, null, null);
    }

    private static boolean lastsPast(@Nullable Instant end, Instant next) {
        return end != null && end.isAfter(next);
    }
}
