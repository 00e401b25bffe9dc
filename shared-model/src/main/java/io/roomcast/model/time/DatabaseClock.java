package io.roomcast.model.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * The database's time, known to this process within half a round trip: of several samples the surest counts, as in
 * Cristian's algorithm.
 *
 * <p>Every process measures against the same clock, so moments compared across processes never mix two clocks. Between
 * samples it advances with the monotonic clock: a jump of the machine's wall clock does not move it.
 */
@Slf4j
public final class DatabaseClock {
    /** Beyond this difference between the database's and this machine's time, something is set wrong. */
    public static final Duration LARGEST_DRIFT = Duration.ofSeconds(5);

    private final DatabaseClient database;
    private final Clock machine;
    private volatile @Nullable ClockSample sample;
    private volatile Duration drift = Duration.ZERO;

    public DatabaseClock(DatabaseClient database, Clock machine) {
        this.database = database;
        this.machine = machine;
    }

    /**
     * The moment at the database, with the nanosecond part of this process's monotonic clock.
     *
     * @throws IllegalStateException before the first {@link #sample()}
     */
    public Instant now() {
        ClockSample last = sample;
        if (last == null) {
            throw new IllegalStateException("The database's time has not been read yet");
        }
        return last.at(System.nanoTime());
    }

    /** How long from now until {@code moment}; never negative. */
    public Duration until(Instant moment) {
        Duration span = Duration.between(now(), moment);
        return span.isNegative() ? Duration.ZERO : span;
    }

    public boolean isSampled() {
        return sample != null;
    }

    /** Database time minus this machine's time, at the last sample; zero before the first. */
    public Duration drift() {
        return drift;
    }

    public boolean isTrustworthy() {
        return isSampled() && drift().abs().compareTo(LARGEST_DRIFT) <= 0;
    }

    /** Reads the database's time once. Completes empty; fails as the database does. */
    public Mono<Void> sample() {
        return Mono.defer(() -> {
            long asked = System.nanoTime();
            return database.sql("SELECT UTC_TIMESTAMP(6) AS now_at")
                    .map(row -> row.get("now_at", LocalDateTime.class))
                    .one()
                    .doOnNext(at -> keep(at, asked))
                    .then();
        });
    }

    private void keep(LocalDateTime at, long asked) {
        long answered = System.nanoTime();
        long error = (answered - asked) / 2;
        Instant databaseAt = at.toInstant(ZoneOffset.UTC).plusNanos(error);
        drift = Duration.between(machine.instant(), databaseAt);
        if (drift.abs().compareTo(LARGEST_DRIFT) > 0) {
            log.error("The database's clock and this machine's differ by {} ms", drift.toMillis());
        }
        var taken = new ClockSample(databaseAt, answered, error);
        ClockSample last = sample;
        sample = last != null && last.outweighs(taken) ? last : taken;
    }
}
