package io.roomcast.dispatch.lane;

import io.roomcast.dispatch.gateway.Delivery;
import io.roomcast.model.image.ImageMissingException;
import io.roomcast.model.time.DatabaseClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sends what is left of an occurrence, part after part. */
@Component
@RequiredArgsConstructor
class OccurrenceRun {
    private final PartSender sender;
    private final PartCall call;
    private final Deliveries deliveries;
    private final DatabaseClock clock;
    private final LaneProperties properties;

    /** @param stop asked before each part; the rest is left to the room's next owner */
    Mono<Void> run(Next.Work work, BooleanSupplier stop) {
        var pause = new Pause(work);
        return Flux.fromIterable(work.parts())
                .concatMap(part -> stop.getAsBoolean() ? Mono.just(false) : step(work, part, pause), 1)
                .takeUntil(goOn -> !goOn)
                .then();
    }

    private Mono<Boolean> step(Next.Work work, Part part, Pause pause) {
        return switch (part.partState()) {
            case SENT, CONFIRMED -> Mono.just(true).doOnNext(sent -> pause.after(part));
            case UNKNOWN -> settle(work, part).doOnNext(sent -> pause.after(part));
            case PENDING -> sender.send(work, part, pause.until()).doOnNext(sent -> pause.startNow());
            case SENDING, FAILED, SKIPPED -> Mono.just(false);
        };
    }

    private Mono<Boolean> settle(Next.Work work, Part part) {
        var start = new Start(
                work.room().id(),
                work.epoch(),
                work.room().botId(),
                work.head().id(),
                part.id(),
                Objects.requireNonNullElse(part.attemptId(), ""),
                part.baseline(),
                properties.turn());
        var nothing = new Delivery.Images(List.of());
        return deliveries
                .of(work.content(), part.partKind())
                .flatMap(delivery -> call.settle(started(work, part, start, delivery)))
                .onErrorResume(
                        ImageMissingException.class,
                        missing -> call.cannotSettle(
                                started(work, part, start, nothing), String.valueOf(missing.getMessage())));
    }

    private PartCall.Started started(Next.Work work, Part part, Start start, Delivery delivery) {
        return new PartCall.Started(work, part, start, delivery, clock.now(), System.nanoTime());
    }

    /** The moment before which the next part must not be called. */
    private final class Pause {
        private final Duration interval;
        private Instant until;

        Pause(Next.Work work) {
            this.interval = Verdicts.interval(work.content());
            this.until = work.head().scheduledAt();
        }

        void after(Part part) {
            Instant finishedAt = part.finishedAt();
            until = (finishedAt == null ? clock.now() : finishedAt).plus(interval);
        }

        void startNow() {
            until = clock.now().plus(interval);
        }

        Instant until() {
            return until;
        }
    }
}
