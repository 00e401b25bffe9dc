package io.roomcast.api.occurrence;

import io.roomcast.api.bot.PartTimes;
import io.roomcast.api.bot.PartTimes.Took;
import io.roomcast.model.content.ContentJson;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.content.PartKind;
import io.roomcast.model.occurrence.ReasonDetail;
import io.roomcast.model.quota.SentParts;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.time.DatabaseClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Why a run that no rule holds is not out yet: a phone sends one part at a time, those of what was due first before the others.
 *
 * <p>Reckoned from what waits now and how long the phone's parts took of late. What becomes due meanwhile comes after it.
 */
@Component
@RequiredArgsConstructor
class PhoneTurns {
    private static final String PHONE = """
            SELECT b.id, b.name, b.busy_until, o.wake_at,
                   (SELECT COUNT(*) FROM kb_part p WHERE p.occurrence_id = o.id) AS parts,
                   (SELECT MIN(p.position) FROM kb_part p WHERE p.occurrence_id = o.id AND p.state = 'SENDING') AS under_way
            FROM kb_occurrence o JOIN kb_room r ON r.id = o.room_id JOIN kb_bot b ON b.id = r.bot_id WHERE o.id = :id""";

    /** The first of each other room of the phone, where it waits for nothing and was due earlier or has the phone. */
    private static final String AHEAD = """
            SELECT o.content, o.done, o.is_earlier
            FROM (SELECT o.content, o.wait_reason, o.not_before,
                         (SELECT COUNT(*) FROM kb_part p WHERE p.occurrence_id = o.id AND p.state NOT IN ('PENDING', 'SENDING')) AS done,
                         (SELECT COUNT(*) FROM kb_part p WHERE p.occurrence_id = o.id AND p.state = 'SENDING') AS under_way,
                         IF((o.scheduled_at, o.priority, o.id) < (:at, :priority, :id), 1, 0) AS is_earlier
                  FROM (SELECT o.id, ROW_NUMBER() OVER (PARTITION BY o.room_id
                                 ORDER BY o.state DESC, o.scheduled_at, o.priority, o.id) AS place
                        FROM kb_room r JOIN kb_occurrence o ON o.room_id = r.id AND o.state IN ('QUEUED', 'SENDING')
                        WHERE r.bot_id = :bot AND r.id <> :room AND r.status = 'active'
                          AND (o.aside_until IS NULL OR o.aside_until <= UTC_TIMESTAMP(3))) head
                       JOIN kb_occurrence o ON o.id = head.id
                  WHERE head.place = 1) o
            WHERE o.under_way > 0 OR (o.is_earlier = 1 AND (o.wait_reason IS NULL OR o.not_before <= UTC_TIMESTAMP(3)))""";

    private static final String TOOK = """
            SELECT p.kind, COUNT(*) AS parts,
                   SUM(GREATEST(0, TIMESTAMPDIFF(MICROSECOND, p.started_at, p.finished_at))) DIV 1000 AS millis
            FROM kb_room r JOIN kb_part p ON p.room_id = r.id
            WHERE r.bot_id = :bot AND p.finished_at IS NOT NULL AND %s GROUP BY p.kind""".formatted(SentParts.RECENT);

    private final DatabaseClient database;
    private final DatabaseClock clock;

    /** @param underWay position of the part that the phone has now */
    private record Phone(
            long id,
            String name,
            @Nullable Instant busyUntil,
            @Nullable Instant wakeAt,
            long parts,
            @Nullable Integer underWay) {}

    /** @param done parts that have had their turn @param isEarlier else only the part under way goes first */
    private record Ahead(String content, long done, long isEarlier) {
        /** How long each of its parts that go first has the phone. */
        List<Duration> left(PartTimes times) {
            MessageContent message = ContentJson.content(content);
            return times.of(message).stream()
                    .skip(done)
                    .limit(isEarlier == 1 ? Long.MAX_VALUE : 1)
                    .toList();
        }
    }

    private record TookRow(PartKind kind, long parts, long millis) {
        Took toTook() {
            return new Took(kind, parts, millis);
        }
    }

    /** @param run not over, and with nothing that holds it */
    Mono<Why> of(Occurrence run) {
        return database.sql(PHONE)
                .bind("id", run.id())
                .map(Rows.to(Phone.class))
                .one()
                .flatMap(phone -> phone.underWay() == null
                        ? inLine(run, phone)
                        : Mono.just(underWay(run, phone, phone.underWay())));
    }

    private static Why underWay(Occurrence run, Phone phone, int position) {
        String detail = ReasonDetail.UNDER_WAY.of(position + 1, phone.parts());
        return Why.of(Explanation.UNDER_WAY.name(), detail, phone.busyUntil(), run.id());
    }

    private Mono<Why> inLine(Occurrence run, Phone phone) {
        return ahead(run, phone)
                .flatMap(ahead -> ahead.isEmpty() ? Mono.just(next(run, phone)) : behind(run, phone, ahead));
    }

    private Mono<List<Ahead>> ahead(Occurrence run, Phone phone) {
        return database.sql(AHEAD)
                .bind("bot", phone.id())
                .bind("room", run.roomId())
                .bind("at", run.scheduledAt())
                .bind("priority", run.priority())
                .bind("id", run.id())
                .map(Rows.to(Ahead.class))
                .all()
                .collectList();
    }

    private Mono<Why> behind(Occurrence run, Phone phone, List<Ahead> ahead) {
        return database.sql(TOOK)
                .bind("bot", phone.id())
                .map(Rows.to(TookRow.class))
                .all()
                .map(TookRow::toTook)
                .collectList()
                .map(took -> behind(run, phone, ahead, PartTimes.of(took.stream())));
    }

    private Why behind(Occurrence run, Phone phone, List<Ahead> ahead, PartTimes times) {
        List<Duration> parts =
                ahead.stream().flatMap(it -> it.left(times).stream()).toList();
        Instant end = clock.now().plus(parts.stream().reduce(Duration.ZERO, Duration::plus));
        String detail = ReasonDetail.PHONE_TURN.of(phone.name(), ahead.size(), parts.size());
        return Why.of(Explanation.PHONE_TURN.name(), detail, end, run.id());
    }

    /** A dispatcher that is away is replaced, and called to the room again, when the run wakes. */
    private Why next(Occurrence run, Phone phone) {
        Instant now = clock.now();
        if (run.scheduledAt().isAfter(now)) {
            return Why.of(Explanation.NOT_DUE.name(), null, run.scheduledAt(), run.id());
        }
        boolean wakes = phone.wakeAt() != null && phone.wakeAt().isAfter(now);
        String detail = ReasonDetail.PHONE_FREE.of(
                phone.name(), Duration.between(run.scheduledAt(), now).toSeconds());
        return Why.of(Explanation.READY.name(), detail, wakes ? phone.wakeAt() : null, run.id());
    }
}
