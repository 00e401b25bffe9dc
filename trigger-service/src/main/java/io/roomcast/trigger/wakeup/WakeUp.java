package io.roomcast.trigger.wakeup;

import io.roomcast.model.time.DatabaseClock;
import io.roomcast.model.time.WorkLoop;
import io.roomcast.trigger.due.ClaimDue;
import io.roomcast.trigger.due.SkippedRuns;
import io.roomcast.trigger.handover.HandOver;
import java.time.Duration;
import lombok.extern.slf4j.Slf4j;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** The loops: one claims and publishes, the next hands over what waited or was lost; the last puts on record what was skipped by hand. */
@Slf4j
@Configuration
class WakeUp {
    private static final Duration CLOCK_NOT_READ = Duration.ofMillis(50);
    private static final Duration SKIPPED_RUNS_POLL = Duration.ofSeconds(15);
    /** What is due and cannot be taken is locked by somebody else: a replica that claims it, or a change. */
    private static final Duration OTHERS_CLAIM = Duration.ofMillis(20);

    private static final Duration UNTIL_WOKEN = Duration.ofDays(1);
    private static final Duration CLOCKS_DISAGREE = Duration.ofSeconds(1);

    @Bean
    WorkLoop handOverLoop(HandOver handOver, DatabaseClock clock) {
        return new WorkLoop(
                "hand-over",
                () -> clock.isSampled() ? handOverOnce(handOver) : Mono.just(CLOCK_NOT_READ),
                WorkLoop.DEFAULT_PHASE);
    }

    @Bean
    WorkLoop claimLoop(
            ClaimDue claimDue,
            HandOver handOver,
            DatabaseClock clock,
            @Qualifier("secondClaimLoop") WorkLoop secondClaimLoop) {
        return new WorkLoop(
                "claim", () -> claimOnce(claimDue, handOver, clock, secondClaimLoop::wake), WorkLoop.DEFAULT_PHASE);
    }

    /** While more is due than one claim takes, this one works beside it: the database writes for one as the other reckons. */
    @Bean
    WorkLoop secondClaimLoop(ClaimDue claimDue, HandOver handOver, DatabaseClock clock) {
        return new WorkLoop(
                "second-claim",
                () -> claimOnce(claimDue, handOver, clock, () -> {}).map(next -> next.isZero() ? next : UNTIL_WOKEN),
                WorkLoop.DEFAULT_PHASE);
    }

    @Bean
    WorkLoop skippedRunsLoop(SkippedRuns skippedRuns) {
        return new WorkLoop(
                "skipped-runs",
                () -> skippedRuns.record().map(count -> count == SkippedRuns.BATCH ? Duration.ZERO : SKIPPED_RUNS_POLL),
                WorkLoop.DEFAULT_PHASE);
    }

    private static Mono<Duration> handOverOnce(HandOver handOver) {
        return handOver.handOver()
                .flatMap(count -> count == HandOver.BATCH ? Mono.just(Duration.ZERO) : handOver.untilNext());
    }

    /** @param onFull when there may be more than this claim took */
    private static Mono<Duration> claimOnce(
            ClaimDue claimDue, HandOver handOver, DatabaseClock clock, Runnable onFull) {
        if (!clock.isSampled()) {
            return Mono.just(CLOCK_NOT_READ);
        }
        if (!clock.isTrustworthy()) {
            log.warn("Not claiming: the database's clock and this machine's differ by {}", clock.drift());
            return Mono.just(CLOCKS_DISAGREE);
        }
        return claimDue.claim()
                .doOnNext(claim -> handOver.publishSoon(claim.due()))
                .flatMap(claim -> {
                    if (claimDue.isBatchFull(claim)) {
                        onFull.run();
                        return Mono.just(Duration.ZERO);
                    }
                    return claimDue.untilNextClaim().map(next -> claim.isEmpty() ? atLeast(OTHERS_CLAIM, next) : next);
                });
    }

    private static Duration atLeast(Duration least, Duration span) {
        return span.compareTo(least) < 0 ? least : span;
    }
}
