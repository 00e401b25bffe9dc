package io.roomcast.api.statistics;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.roomcast.api.period.Period;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What every room's runs of a period came to, everybody's: a row for each room of the business and each of its days is added up
 * once for all who ask within a few seconds. What of it a caller may see is not kept but asked of each of them.
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

    private static final String OF_DAYS = "FROM kb_stat_day s WHERE s.day_on >= :first AND s.day_on <= :last ";

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

    /** @param period whole days of Seoul */
    Mono<List<RoomSums>> of(Period period) {
        // Whoever goes away leaves it to the others.
        return Mono.fromFuture(() -> kept.get(period), true);
    }

    private CompletableFuture<List<RoomSums>> read(Period period) {
        return database.sql("SELECT s.organization_id, s.room_id, s.bot_id, " + Sums.COLUMNS + OF_DAYS
                        + "GROUP BY s.organization_id, s.room_id, s.bot_id")
                .bind("first", period.from())
                .bind("last", period.until())
                .map(RoomSums::of)
                .all()
                .collectList()
                // What hangs must not be waited for by all who ask after it.
                .timeout(LONGEST)
                .toFuture();
    }
}
