package io.roomcast.api.statistics;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.roomcast.api.period.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What every room's runs of a period came to, everybody's: a row for each room of the business and each of its days is added up
 * once for all who ask within a few seconds. What of it a caller may see is not kept but asked of each of them.
 *
 * <p>Days are kept as they are in Seoul; where a period of another zone begins or ends in the midst of one, the hours of that one
 * are added up.
 */
@Component
class SumsOfAll {
    /** Figures are as old as this at the most, and as it takes to add them up. */
    private static final Duration OLDEST = Duration.ofSeconds(15);

    /** From then on the next who asks has them added up anew, and need not wait for it. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** Over all periods; some 200 bytes each. */
    private static final long MOST_KEPT = 200_000;

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final String SUMS = "SELECT s.organization_id, s.room_id, s.bot_id, " + Sums.COLUMNS;
    private static final String BY_ROOM = " GROUP BY s.organization_id, s.room_id, s.bot_id";
    private static final String OF_DAYS =
            SUMS + "FROM kb_stat_day s WHERE s.day_on >= :first AND s.day_on < :end" + BY_ROOM;

    /** An organisation and an hour are a place in the key; an organisation and a span of hours would be all of its rows. */
    private static final String OF_HOURS = SUMS
            + "FROM kb_organization g STRAIGHT_JOIN (%s) h"
            + " STRAIGHT_JOIN kb_stat_hour s ON s.organization_id = g.id AND s.hour_at = h.hour_at"
            + BY_ROOM;

    private static final String HOUR = "SELECT CAST(:from AS DATETIME) + INTERVAL %d HOUR AS hour_at";

    private final DatabaseClient database;
    private final AsyncLoadingCache<Period, List<RoomSums>> kept = Caffeine.newBuilder()
            .refreshAfterWrite(FRESH)
            .expireAfterWrite(OLDEST)
            .maximumWeight(MOST_KEPT)
            .weigher((Period period, List<RoomSums> rooms) -> rooms.size() + 1)
            .buildAsync((period, executor) -> read(period));

    SumsOfAll(DatabaseClient database) {
        this.database = database;
    }

    /** Rows to be added up: of a room there may be several. */
    Mono<List<RoomSums>> of(Period period) {
        // Whoever goes away leaves it to the others.
        return Mono.fromFuture(() -> kept.get(period), true);
    }

    private CompletableFuture<List<RoomSums>> read(Period period) {
        Instant start = period.start().truncatedTo(ChronoUnit.HOURS);
        LocalDate first = firstDayFrom(start);
        LocalDate end = period.end().atZone(SEOUL).toLocalDate();
        Flux<RoomSums> rooms = first.isAfter(end)
                ? ofHours(start, period.end())
                : Flux.concat(
                        ofHours(start, midnight(first)), ofDays(first, end), ofHours(midnight(end), period.end()));
        // What hangs must not be waited for by all who ask after it.
        return rooms.collectList().timeout(LONGEST).toFuture();
    }

    private static LocalDate firstDayFrom(Instant start) {
        LocalDate day = start.atZone(SEOUL).toLocalDate();
        return midnight(day).equals(start) ? day : day.plusDays(1);
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(SEOUL).toInstant();
    }

    /** @param end the day after the last */
    private Flux<RoomSums> ofDays(LocalDate first, LocalDate end) {
        return first.isBefore(end)
                ? database.sql(OF_DAYS)
                        .bind("first", first)
                        .bind("end", end)
                        .map(RoomSums::of)
                        .all()
                : Flux.empty();
    }

    /** Of a day or so. */
    private Flux<RoomSums> ofHours(Instant from, Instant until) {
        long hours = Duration.between(from, until).plusHours(1).minusNanos(1).toHours();
        String each = LongStream.range(0, hours).mapToObj(HOUR::formatted).collect(Collectors.joining(" UNION ALL "));
        return hours > 0
                ? database.sql(OF_HOURS.formatted(each))
                        .bind("from", from)
                        .map(RoomSums::of)
                        .all()
                : Flux.empty();
    }
}
