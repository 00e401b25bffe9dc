package io.roomcast.model.quota;

import io.roomcast.model.sql.Rows;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** What rooms have had, or may have had, of late: by that {@link Quotas} decide. */
@RequiredArgsConstructor
public final class SentParts {
    /** Of rows {@code p} of kb_part. */
    public static final String RECENT = "p.started_at > UTC_TIMESTAMP(3) - INTERVAL " + Quotas.LOOK_BACK.toHours()
            + " HOUR AND p.state IN ('SENDING', 'SENT', 'CONFIRMED', 'UNKNOWN')";

    private final DatabaseClient database;

    private record OfRoom(long roomId, SentPart part) {}

    /** Of the last {@link Quotas#LOOK_BACK}, in no order. */
    public Mono<List<SentPart>> of(long roomId) {
        return of(List.of(roomId)).map(all -> all.getOrDefault(roomId, List.of()));
    }

    /** As {@link #of(long)} of each room that had any. */
    public Mono<Map<Long, List<SentPart>>> of(Collection<Long> roomIds) {
        return roomIds.isEmpty()
                ? Mono.just(Map.of())
                : database.sql(
                                "SELECT p.room_id, p.occurrence_id, COALESCE(p.finished_at, p.started_at) AS `at` FROM kb_part p"
                                        + " WHERE p.room_id IN (:rooms) AND " + RECENT)
                        .bind("rooms", roomIds)
                        .map(Rows.to(OfRoom.class))
                        .all()
                        .collect(Collectors.groupingBy(
                                OfRoom::roomId, Collectors.mapping(OfRoom::part, Collectors.toList())));
    }
}
