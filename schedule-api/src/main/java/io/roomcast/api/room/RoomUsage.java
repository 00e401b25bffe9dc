package io.roomcast.api.room;

import io.roomcast.api.access.Caller;
import io.roomcast.model.quota.QuotaUsage;
import io.roomcast.model.quota.Quotas;
import io.roomcast.model.quota.SentParts;
import io.roomcast.model.time.DatabaseClock;
import java.time.ZoneId;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How much of its limits a room has had, counted as its lane counts. */
@Component
@RequiredArgsConstructor
class RoomUsage {
    private final Rooms rooms;
    private final SentParts sentParts;
    private final Quotas usual;
    private final DatabaseClock clock;

    /** @throws io.roomcast.api.problem.ProblemException NOT_FOUND outside the caller's subtree */
    Mono<QuotaUsage> of(Caller caller, long id) {
        return rooms.get(caller, id)
                .flatMap(room -> sentParts
                        .of(id)
                        .map(had -> usual.with(room.quotas()).usage(had, clock.now(), ZoneId.of(room.timeZone()))));
    }
}
