package io.roomcast.trigger.due;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.proof.UnsentRuns;
import io.roomcast.model.sql.Transactions;
import io.roomcast.model.time.DatabaseClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lombok.extern.slf4j.Slf4j;
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

    /** Emits how many schedules were taken: 0 when nothing is due, less than the batch when nothing more is. */
    public Mono<Integer> claim() {
        return transactions.run(schedules
                .take(properties.claimHorizon(), properties.batchSize())
                .flatMap(this::write));
    }

    /** How long until a claim can take something; at most the idle poll. */
    public Mono<Duration> untilNextClaim() {
        return schedules
                .nextMoment()
                .map(moment -> clock.until(moment.minus(properties.claimHorizon())))
                .map(span -> span.compareTo(properties.idlePoll()) < 0 ? span : properties.idlePoll())
                .defaultIfEmpty(properties.idlePoll());
    }

    public boolean isBatchFull(int taken) {
        return taken == properties.batchSize();
    }

    private Mono<Integer> write(List<DueSchedule> due) {
        return due.isEmpty() ? Mono.just(0) : ruleRows.of(due).flatMap(rules -> write(due, rules));
    }

    private Mono<Integer> write(List<DueSchedule> due, Rules rules) {
        Instant now = clock.now();
        Instant horizon = now.plus(properties.claimHorizon());
        var runs = new ArrayList<DueRuns>(due.size());
        var broken = new ArrayList<Broken>();
        for (DueSchedule schedule : due) {
            try {
                runs.add(DueRuns.of(schedule, rules, now, horizon));
            } catch (RuntimeException e) {
                log.error("Schedule {} cannot be understood; it is put aside", schedule.id(), e);
                broken.add(new Broken(schedule.id(), schedule.nextSendAt(), e.toString()));
            }
        }
        return occurrences
                .claimedBefore(runs)
                .delayUntil(before -> occurrences.insert(runs, now))
                .flatMap(before -> schedules.advance(runs, before))
                .then(Mono.defer(() -> putAside(broken)))
                .thenReturn(due.size())
                .doOnNext(count -> claimed.increment(
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
