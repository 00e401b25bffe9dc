package io.roomcast.model.quota;

import io.roomcast.model.sql.Rows;
import java.util.List;
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

    /** Of the last {@link Quotas#LOOK_BACK}, in no order. */
    public Mono<List<SentPart>> of(long roomId) {
        return database.sql("SELECT p.occurrence_id, COALESCE(p.finished_at, p.started_at) AS `at` FROM kb_part p"
                        + " WHERE p.room_id = :room AND " + RECENT)
                .bind("room", roomId)
                .map(Rows.to(SentPart.class))
                .all()
                .collectList();
    }
}
