package io.roomcast.dispatch.lane;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.roomcast.dispatch.gateway.Delivery;
import io.roomcast.dispatch.gateway.SendOutcome;
import io.roomcast.dispatch.gateway.SendOutcome.Accepted;
import io.roomcast.dispatch.gateway.SendOutcome.Ambiguous;
import io.roomcast.dispatch.gateway.SendOutcome.NotAccepted;
import io.roomcast.dispatch.gateway.SendOutcome.NotCalled;
import io.roomcast.dispatch.gateway.SendOutcome.Rejected;
import io.roomcast.dispatch.guard.GuardedBots;
import io.roomcast.model.occurrence.PartMove;
import io.roomcast.model.occurrence.ReasonDetail;
import io.roomcast.model.time.DatabaseClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The call of a started part, and the outcome that is written for it. The phone stays taken until that is written. */
@Component
class PartCall {
    /** Most phones show a message in their log by then: one write instead of two. */
    private static final Duration QUICK_LOOK = Duration.ofMillis(500);

    private final GuardedBots bots;
    private final Watch watch;
    private final Finishes finishes;
    private final Verdicts verdicts;
    private final DatabaseClock clock;
    private final LaneProperties properties;
    private final Timer lateness;

    /** @param askedNanos monotonic time at which the start was asked for */
    record Started(Next.Work work, Part part, Start start, Delivery delivery, Instant notBefore, long askedNanos) {}

    /**
     * @param at when it left; null where it did not
     * @param answeredAt when the phone had it at the latest: its media wait begins
     */
    private record Called(@Nullable Instant at, Instant answeredAt) {}

    PartCall(
            GuardedBots bots,
            Watch watch,
            Finishes finishes,
            Verdicts verdicts,
            DatabaseClock clock,
            LaneProperties properties,
            MeterRegistry meters) {
        this.bots = bots;
        this.watch = watch;
        this.finishes = finishes;
        this.verdicts = verdicts;
        this.clock = clock;
        this.properties = properties;
        this.lateness = Timer.builder("roomcast.dispatch.lateness")
                .description("From the due moment to the call of the first part")
                .publishPercentileHistogram()
                .register(meters);
    }

    Mono<Boolean> make(Started it) {
        return Mono.delay(clock.until(it.notBefore())).then(Mono.defer(() -> call(it)));
    }

    /** Looks for a part whose outcome nobody wrote down, in the room's own log. */
    Mono<Boolean> settle(Started it) {
        return look(it, properties.confirmWithin())
                .flatMap(row -> write(it, PartMove.CONFIRM, row, null, it.part().calledAt(), true, afterSent(it)))
                .switchIfEmpty(Mono.defer(
                        () -> unknown(it, ReasonDetail.NO_TRACE.of(), it.part().calledAt())));
    }

    /** Nothing is left to look for: its outcome stays unknown. */
    Mono<Boolean> cannotSettle(Started it, String reason) {
        return unknown(it, reason, it.part().calledAt());
    }

    private Mono<Boolean> call(Started it) {
        var departure = new Departure(it);
        return bots.send(it.work().room().bot(), it.work().room().channelId(), it.delivery(), departure)
                .flatMap(outcome -> handle(it, outcome, new Called(departure.at, clock.now())));
    }

    /**
     * The moment at which the call leaves, after all that may have held it back. A process that was frozen after its start must
     * not call: another may have taken its place meanwhile.
     */
    @RequiredArgsConstructor
    private final class Departure implements Supplier<Optional<NotCalled>> {
        private final Started it;
        private volatile @Nullable Instant at;

        @Override
        public Optional<NotCalled> get() {
            if (System.nanoTime() - it.askedNanos() > LaneProperties.FRESH.toNanos()) {
                return Optional.of(new NotCalled(ReasonDetail.NOT_CALLED.of(), null));
            }
            Instant now = clock.now();
            at = now;
            if (it.part().position() == 0) {
                Duration late = Duration.between(it.work().head().scheduledAt(), now);
                lateness.record(late.isNegative() ? Duration.ZERO : late);
            }
            return Optional.empty();
        }
    }

    private Mono<Boolean> handle(Started it, SendOutcome outcome, Called called) {
        if (outcome instanceof Accepted) {
            return accepted(it, called);
        }
        if (outcome instanceof NotAccepted no) {
            return giveBack(it, no.reason(), called.at(), verdicts.afterNotAccepted(it.work(), it.part(), no));
        }
        if (outcome instanceof NotCalled no) {
            return giveBack(it, no.reason(), null, verdicts.afterNotCalled(it.work(), no));
        }
        if (outcome instanceof Rejected rejected) {
            var end = new Finish.End(null, "REJECTED", rejected.reason(), false);
            return write(it, PartMove.FAIL, null, rejected.reason(), called.at(), true, end);
        }
        return ambiguous(it, (Ambiguous) outcome, called);
    }

    private Mono<Boolean> accepted(Started it, Called called) {
        return look(it, QUICK_LOOK)
                .flatMap(row -> confirmed(it, row, called))
                .switchIfEmpty(Mono.defer(() -> acceptedSlowly(it, called)));
    }

    private Mono<Boolean> confirmed(Started it, String row, Called called) {
        return afterMediaWait(it, called)
                .then(Mono.defer(() -> write(it, PartMove.CONFIRM, row, null, called.at(), true, afterSent(it))));
    }

    /** SENT is on record first; the phone stays taken while its log is read on. */
    private Mono<Boolean> acceptedSlowly(Started it, Called called) {
        return write(it, PartMove.ACCEPT, null, null, called.at(), false, new Finish.GoOn())
                .flatMap(ours -> ours ? lookOn(it, called) : Mono.just(false));
    }

    private Mono<Boolean> lookOn(Started it, Called called) {
        return look(it, properties.confirmWithin())
                .flatMap(row -> confirmed(it, row, called))
                .switchIfEmpty(Mono.defer(() -> afterMediaWait(it, called)
                        .then(Mono.defer(() -> write(
                                it,
                                PartMove.ACCEPT,
                                null,
                                ReasonDetail.NOT_SEEN.of(),
                                called.at(),
                                true,
                                afterSent(it))))));
    }

    private Mono<Boolean> ambiguous(Started it, Ambiguous outcome, Called called) {
        return look(it, properties.confirmWithin())
                .flatMap(row -> confirmed(it, row, called))
                .switchIfEmpty(Mono.defer(() -> unknown(it, outcome.reason(), called.at())));
    }

    private Mono<Boolean> unknown(Started it, String reason, @Nullable Instant calledAt) {
        var end = new Finish.End(null, "OUTCOME_UNKNOWN", reason, true);
        return write(it, PartMove.LOSE_SIGHT, null, reason, calledAt, true, end);
    }

    private Mono<Boolean> giveBack(Started it, String reason, @Nullable Instant calledAt, Finish.After after) {
        PartMove move = after instanceof Finish.End ? PartMove.FAIL : PartMove.GIVE_BACK;
        return write(it, move, null, reason, calledAt, true, after);
    }

    private Finish.After afterSent(Started it) {
        return verdicts.afterSent(it.work(), it.part());
    }

    private Mono<String> look(Started it, Duration span) {
        var room = it.work().room();
        return watch.find(room.bot(), room.channelId(), it.start().baseline(), it.delivery(), span);
    }

    private Mono<Void> afterMediaWait(Started it, Called called) {
        int millis = it.work().content().mediaWaitMillis(it.part().partKind());
        return Mono.delay(clock.until(called.answeredAt().plusMillis(millis))).then();
    }

    private Mono<Boolean> write(
            Started it,
            PartMove move,
            @Nullable String evidence,
            @Nullable String detail,
            @Nullable Instant calledAt,
            boolean releasesPhone,
            Finish.After after) {
        var start = it.start();
        var finish = new Finish(
                start.roomId(),
                start.epoch(),
                start.botId(),
                start.occurrenceId(),
                start.partId(),
                start.attemptId(),
                move,
                evidence,
                detail,
                calledAt,
                releasesPhone,
                after);
        return finishes.finish(finish).map(ours -> ours && after instanceof Finish.GoOn);
    }
}
