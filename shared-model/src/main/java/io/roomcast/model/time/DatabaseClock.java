package io.roomcast.model.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
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
 *
 * <p>It is trusted from the first sample on that agrees with the machine's clock. If only the machine's clock is set anew, the
 * database's is seen to go on as before, and stays trusted. If the database's is set to what the machine's does not say, it is
 * not, until both agree or it is back on its old course; meanwhile {@link #now()} goes on along that course. Whoever trusts it
 * leaves its time in {@code kb_clock_witness}, from which one that starts while they differ learns which was set. Where that
 * does not tell, and they never agreed, its samples are followed as they are.
 */
@Slf4j
public final class DatabaseClock {
    private static final Duration MOST_UNSURE = Duration.ofSeconds(1);

    /** More often than that nobody need leave the time. */
    private static final Duration WITNESSED = Duration.ofSeconds(5);

    private final DatabaseClient database;
    private final Clock machine;
    private volatile ClockCourse course = ClockCourse.UNKNOWN;

    private record Reading(LocalDateTime nowAt, @Nullable LocalDateTime seenAt) {}

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
        ClockSample last = course.sample();
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
        return course.sample() != null;
    }

    /** Database time minus this machine's time, at the last sample; zero before the first. */
    public Duration drift() {
        return course.drift();
    }

    public boolean isTrustworthy() {
        return course.trustworthy();
    }

    /** Whether the database's clock has left its course, so that nothing may be decided by it. */
    public boolean isSet() {
        return course.isSet();
    }

    /**
     * Fences the transaction that it is part of against a database whose clock was set since the last sample: what it decides by
     * its time, as waits and windows, would be wrong. Fails with {@link ClockSetException} where it is off by more than 5 s.
     */
    public Mono<Void> fence() {
        return Mono.defer(() -> {
            Instant asked = now();
            return database.sql("SELECT UTC_TIMESTAMP(3) AS now_at")
                    .map(row -> row.get("now_at", Instant.class))
                    .one()
                    .doOnNext(read -> require(read, asked))
                    .then();
        });
    }

    /**
     * As {@link #fence()}, for a transaction that reads the time beside something else.
     *
     * @param read the database's time as a statement of the transaction has it
     * @param asked when, by this clock, that statement began
     * @throws ClockSetException where it is not what it should be
     */
    public void require(Instant read, Instant asked) {
        Instant now = now();
        if (isSet() || !ClockCourse.isBetween(asked, now, read)) {
            throw new ClockSetException(Duration.between(now, read));
        }
    }

    /** Reads the database's time once. Completes empty; fails as the database does. */
    public Mono<Void> sample() {
        return Mono.defer(() -> {
            long asked = System.nanoTime();
            return database.sql(
                            "SELECT UTC_TIMESTAMP(6) AS now_at, (SELECT seen_at FROM kb_clock_witness WHERE id = 1) AS seen_at")
                    .map(row -> new Reading(
                            Objects.requireNonNull(row.get("now_at", LocalDateTime.class)),
                            row.get("seen_at", LocalDateTime.class)))
                    .one()
                    .doOnNext(reading -> keep(reading, asked))
                    .then(Mono.defer(() -> isTrustworthy() ? bearWitness() : Mono.empty()));
        });
    }

    private Mono<Void> bearWitness() {
        Instant now = now();
        return database.sql("""
                        UPDATE kb_clock_witness SET seen_at = :now
                        WHERE id = 1 AND (seen_at IS NULL OR seen_at NOT BETWEEN :from AND :until)""")
                .bind("now", now)
                .bind("from", now.minus(WITNESSED))
                .bind("until", now.plus(WITNESSED))
                .then();
    }

    private synchronized void keep(Reading reading, long asked) {
        long answered = System.nanoTime();
        long error = (answered - asked) / 2;
        if (isSampled() && error > MOST_UNSURE.toNanos()) {
            // An answer that was so long under way says less than the course itself.
            return;
        }
        var taken = new ClockSample(reading.nowAt().toInstant(ZoneOffset.UTC).plusNanos(error), answered, error);
        course = isSampled()
                ? course.after(taken, machine.instant())
                : ClockCourse.begin(taken, machine.instant(), instant(reading.seenAt()));
        if (!ClockCourse.isSmall(drift())) {
            log.error(
                    "The database's clock and this machine's differ by {} ms; {} was set",
                    drift().toMillis(),
                    isSet() ? "the database's" : isTrustworthy() ? "the machine's" : "one of them");
        }
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime at) {
        return at == null ? null : at.toInstant(ZoneOffset.UTC);
    }
}
