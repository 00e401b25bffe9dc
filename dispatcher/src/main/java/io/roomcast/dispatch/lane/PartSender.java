package io.roomcast.dispatch.lane;

import io.roomcast.dispatch.gateway.BotGateways;
import io.roomcast.dispatch.gateway.CallFailure;
import io.roomcast.dispatch.gateway.Delivery;
import io.roomcast.dispatch.turn.Line;
import io.roomcast.dispatch.turn.Lines;
import io.roomcast.model.image.ImageMissingException;
import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.occurrence.PartMove;
import io.roomcast.model.occurrence.ReasonDetail;
import io.roomcast.model.occurrence.WaitReason;
import io.roomcast.model.time.DatabaseClock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * A pending part's way up to its start: made ready, its room's position read, the phone's turn taken.
 *
 * <p>Emits whether the occurrence's next part may follow.
 */
@Component
@RequiredArgsConstructor
class PartSender {
    /** Marks an outcome that no attempt stands behind, so that it changes no part. */
    private static final String NO_ATTEMPT = "-";

    private static final int LOOKS_AT_A_BUSY_PHONE = 20;

    private final Deliveries deliveries;
    private final BotGateways gateways;
    private final Lines lines;
    private final Starts starts;
    private final PartCall call;
    private final Finishes finishes;
    private final Verdicts verdicts;
    private final DatabaseClock clock;
    private final LaneProperties properties;

    /** @param notBefore earliest moment of the call */
    Mono<Boolean> send(Next.Work work, Part part, Instant notBefore) {
        return delivery(work, part)
                .zipWith(baseline(work))
                .flatMap(ready -> inTurn(work, part, ready.getT1(), ready.getT2(), notBefore))
                .onErrorResume(ImageMissingException.class, missing -> end(work, part, missing))
                .onErrorResume(
                        Silence.class,
                        silence -> conclude(
                                work, part, verdicts.afterSilence(work, silence.waitReason(), silence.reason())));
    }

    private Mono<Delivery> delivery(Next.Work work, Part part) {
        return deliveries
                .of(work.content(), part.partKind())
                .onErrorMap(
                        failure -> !(failure instanceof ImageMissingException),
                        failure -> new Silence(
                                WaitReason.STORE_DOWN,
                                ReasonDetail.UNREADABLE_IMAGES.of(
                                        failure.getClass().getSimpleName())));
    }

    private Mono<String> baseline(Next.Work work) {
        var bot = work.room().bot();
        return gateways.of(bot)
                .baseline(bot, work.room().channelId())
                .defaultIfEmpty("")
                .onErrorMap(failure -> new Silence(
                        WaitReason.BOT_DOWN,
                        ReasonDetail.SILENT.of(CallFailure.of(failure).words())));
    }

    private Mono<Boolean> inTurn(Next.Work work, Part part, Delivery delivery, String baseline, Instant notBefore) {
        Duration early = clock.until(notBefore.minus(properties.startAhead()));
        Line line = lines.of(work.room().botId());
        return delay(early)
                .then(Mono.usingWhen(
                        line.enter(work.head().rank()),
                        place -> startAndCall(work, part, delivery, baseline, notBefore),
                        place -> Mono.fromRunnable(place::close)));
    }

    private Mono<Boolean> startAndCall(
            Next.Work work, Part part, Delivery delivery, String baseline, Instant notBefore) {
        var start = new Start(
                work.room().id(),
                work.epoch(),
                work.room().botId(),
                work.head().id(),
                part.id(),
                UUID.randomUUID().toString(),
                baseline.isEmpty() ? null : baseline,
                properties.turn().plusMillis(work.content().mediaWaitMillis(part.partKind())));
        return untilFree(start).flatMap(asked -> switch (asked.result()) {
            case STARTED -> call.make(new PartCall.Started(work, part, start, delivery, notBefore, asked.nanos()));
            case CANCELLED, BROADCAST_CANCELLED ->
                conclude(
                        work,
                        part,
                        new Finish.End(null, asked.result().name(), ReasonDetail.CANCELLED_BEFORE_PART.of(), false));
            case EXPIRED ->
                conclude(
                        work,
                        part,
                        new Finish.End(
                                OccurrenceState.EXPIRED, "WINDOW_PASSED", ReasonDetail.TOO_LATE_FOR_FIRST.of(), false));
            // The lane looks again at once and then waits for the end of the pause.
            case PAUSED -> conclude(work, part, new Finish.Wait(WaitReason.ROOM_PAUSED, clock.now(), null));
            // The lane looks again, and waits for the room there.
            case LEASE_LOST, PHONE_BUSY, ROOM_LOCKED -> Mono.just(false);
        });
    }

    /** @param nanos monotonic time at which it was asked for */
    record Asked(Start.Result result, long nanos) {}

    private Mono<Asked> untilFree(Start start) {
        return untilFree(() -> ask(start), () -> starts.isFree(start.botId()));
    }

    private Mono<Asked> ask(Start start) {
        long nanos = System.nanoTime();
        return starts.start(start).map(result -> new Asked(result, nanos));
    }

    /**
     * Asks again, as often as it takes, while another replica has the phone's turn.
     *
     * @param free whether the phone looks free: a read without a lock, so much cheaper than to ask in vain
     */
    static Mono<Asked> untilFree(Supplier<Mono<Asked>> ask, Supplier<Mono<Boolean>> free) {
        // A loop, not a call of itself: the phone may stay taken for as long as a replica that died had asked for.
        return Mono.defer(ask)
                .filter(asked -> asked.result() != Start.Result.PHONE_BUSY)
                .repeatWhenEmpty(tries -> tries.delayUntil(number -> untilItLooksFree(free)));
    }

    /** For about half a second at most: whether it was cancelled or paused meanwhile is found out by asking. */
    private static Mono<Void> untilItLooksFree(Supplier<Mono<Boolean>> free) {
        return Mono.defer(() -> Mono.delay(jitter()))
                .then(Mono.defer(free))
                .repeat(LOOKS_AT_A_BUSY_PHONE - 1)
                .takeUntil(isFree -> isFree)
                .then();
    }

    private Mono<Boolean> end(Next.Work work, Part part, ImageMissingException missing) {
        return conclude(
                work, part, new Finish.End(OccurrenceState.FAILED, "IMAGE_MISSING", missing.getMessage(), false));
    }

    /** Ends or defers the occurrence without an outcome of this part. */
    private Mono<Boolean> conclude(Next.Work work, Part part, Finish.After after) {
        var finish = new Finish(
                work.room().id(),
                work.epoch(),
                work.room().botId(),
                work.head().id(),
                part.id(),
                NO_ATTEMPT,
                PartMove.GIVE_BACK,
                null,
                null,
                null,
                false,
                after);
        return finishes.finish(finish).thenReturn(false);
    }

    private static Duration jitter() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextInt(15, 40));
    }

    private static Mono<Void> delay(Duration span) {
        return span.isZero() ? Mono.empty() : Mono.delay(span).then();
    }

    /** The phone did not say where its room stands, or the store did not give its images. */
    private static final class Silence extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final WaitReason waitReason;
        private final String reason;

        Silence(WaitReason waitReason, String reason) {
            super(reason);
            this.waitReason = waitReason;
            this.reason = reason;
        }

        WaitReason waitReason() {
            return waitReason;
        }

        String reason() {
            return reason;
        }
    }
}
