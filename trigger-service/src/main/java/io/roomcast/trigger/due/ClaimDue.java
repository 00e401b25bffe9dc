package io.roomcast.trigger.due;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.roomcast.model.event.DueEvent;
import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.proof.UnsentRuns;
import io.roomcast.model.sql.Transactions;
import io.roomcast.model.time.DatabaseClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One claim: takes due schedules, writes their occurrences, moves them on, all in one transaction.
 *
 * <p>Replicas never take the same row. Killed at any point, it leaves either all of it or nothing.
 */
@Slf4j
@Component
public class ClaimDue {
    private final DueSchedules schedules;
    private final RuleRows ruleRows;
    private final NewOccurrences occurrences;
    private final UnsentRuns unsent;
    private final Transactions transactions;
    private final DatabaseClock clock;
    private final DueProperties properties;
    private final Counter claimed;

    /** The moment of the last burst that was seen. */
    private volatile Instant burst = Instant.EPOCH;

    ClaimDue(
            DueSchedules schedules,
            RuleRows ruleRows,
            NewOccurrences occurrences,
            UnsentRuns unsent,
            Transactions transactions,
            DatabaseClock clock,
            DueProperties properties,
            MeterRegistry meters) {
        this.schedules = schedules;
        this.ruleRows = ruleRows;
        this.occurrences = occurrences;
        this.unsent = unsent;
        this.transactions = transactions;
        this.clock = clock;
        this.properties = properties;
        this.claimed = Counter.builder("roomcast.trigger.claimed")
                .description("Due runs turned into occurrences")
                .register(meters);
    }

    /**
     * What was taken, once it is committed.
     *
     * @param schedules 0 when nothing is due, less than the batch when nothing more is
     * @param due what the lanes must hear of, by moment
     */
    public record Claim(int schedules, List<DueEvent> due) {
        private static final Claim NOTHING = new Claim(0, List.of());

        public boolean isEmpty() {
            return schedules == 0;
        }
    }

    public Mono<Claim> claim() {
        return schedules
                .ahead(properties.batchSize())
                .map(this::horizon)
                .flatMap(horizon -> transactions.run(
                        schedules.take(horizon, properties.batchSize()).flatMap(due -> write(due, horizon))));
    }

    /** How long until a claim can take something; at most the idle poll. */
    public Mono<Duration> untilNextClaim() {
        return schedules
                .ahead(properties.batchSize())
                .map(ahead -> Stream.of(
                                until(ahead.first(), horizon(ahead)),
                                until(ahead.batch(), properties.horizonOfBurst()),
                                Optional.of(properties.idlePoll()))
                        .flatMap(Optional::stream)
                        .min(Comparator.naturalOrder())
                        .orElseThrow());
    }

    /** What is left of a burst, less than a batch, is claimed with the rest of it. */
    private Duration horizon(DueAhead ahead) {
        if (until(ahead.batch(), properties.horizonOfBurst())
                .filter(Duration::isZero)
                .isPresent()) {
            burst = Objects.requireNonNull(ahead.batch());
        }
        boolean ofBurst = ahead.first() != null && !ahead.first().isAfter(burst);
        return ofBurst ? properties.horizonOfBurst() : properties.claimHorizon();
    }

    private Optional<Duration> until(@Nullable Instant moment, Duration horizon) {
        return Optional.ofNullable(moment).map(it -> clock.until(it.minus(horizon)));
    }

    public boolean isBatchFull(Claim claim) {
        return claim.schedules() == properties.batchSize();
    }

    private Mono<Claim> write(List<DueSchedule> due, Duration horizon) {
        return due.isEmpty() ? Mono.just(Claim.NOTHING) : ruleRows.of(due).flatMap(rules -> write(due, rules, horizon));
    }

    private Mono<Claim> write(List<DueSchedule> due, Rules rules, Duration horizon) {
        Instant now = clock.now();
        var runs = new ArrayList<DueRuns>(due.size());
        var broken = new ArrayList<Broken>();
        for (DueSchedule schedule : due) {
            try {
                runs.add(DueRuns.of(schedule, rules, now, now.plus(horizon)));
            } catch (RuntimeException e) {
                log.error("Schedule {} cannot be understood; it is put aside", schedule.id(), e);
                broken.add(new Broken(
                        schedule.id(),
                        schedule.nextSendAt(),
                        Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName())));
            }
        }
        return occurrences
                .claimedBefore(runs)
                .flatMap(
                        before -> occurrences.insert(runs, now).delayUntil(inserted -> schedules.advance(runs, before)))
                .delayUntil(inserted -> putAside(broken))
                .map(inserted -> new Claim(due.size(), inserted))
                .doOnNext(claim -> claimed.increment(
                        runs.stream().mapToInt(it -> it.runs().size()).sum()));
    }

    private record Broken(long id, Instant dueAt, String why) {}

    /** One that nobody can understand must not keep the others from being claimed. Its run is on record as failed. */
    private Mono<Void> putAside(List<Broken> broken) {
        return Flux.fromIterable(broken)
                .concatMap(one -> unsent.record(
                                one.id(), one.dueAt(), OccurrenceState.FAILED, "SCHEDULE_BROKEN", one.why())
                        .then(schedules.putAside(one.id(), one.why())))
                .then();
    }
}
