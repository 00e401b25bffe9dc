package io.roomcast.dispatch.lane;

import io.roomcast.dispatch.gateway.SendOutcome.NotAccepted;
import io.roomcast.dispatch.gateway.SendOutcome.NotCalled;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.occurrence.ReasonDetail;
import io.roomcast.model.occurrence.WaitReason;
import io.roomcast.model.time.DatabaseClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** What follows from a part's outcome: the next part, a wait, or the end. */
@Component
@RequiredArgsConstructor
class Verdicts {
    /** A longer pause is waited out in the database, where it survives this process. */
    static final Duration LONGEST_PAUSE_HELD = Duration.ofSeconds(10);

    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(60);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    private final DatabaseClock clock;
    private final LaneProperties properties;

    Finish.After afterSent(Next.Work work, Part part) {
        if (part.position() == work.parts().size() - 1) {
            return new Finish.End(null, null, null, false);
        }
        Duration interval = interval(work.content());
        return interval.compareTo(LONGEST_PAUSE_HELD) > 0
                ? new Finish.Wait(
                        WaitReason.INTERVAL, clock.now().plus(interval), ReasonDetail.INTERVAL.of(interval.toSeconds()))
                : new Finish.GoOn();
    }

    /** Backs off 2, 4, 8 … 60 s with jitter, never less than the phone asked for, never past the window. */
    Finish.After afterNotAccepted(Next.Work work, Part part, NotAccepted outcome) {
        int tries = part.tries() + 1;
        Instant until = clock.now().plus(backoff(tries, outcome));
        if (tries >= properties.maxTries() || until.isAfter(work.head().expiresAt())) {
            return new Finish.End(null, "GAVE_UP", ReasonDetail.TRIES.of(tries, outcome.reason()), false);
        }
        return new Finish.Wait(
                WaitReason.RETRY, until, ReasonDetail.TRY.of(tries, properties.maxTries(), outcome.reason()));
    }

    /** Nothing was tried, so only the window bounds it. */
    Finish.After afterNotCalled(Next.Work work, NotCalled outcome) {
        Duration wait = Objects.requireNonNullElse(outcome.retryAfter(), ASK_AGAIN);
        Instant until = clock.now().plus(wait);
        return until.isAfter(work.head().expiresAt())
                ? new Finish.End(OccurrenceState.EXPIRED, "WINDOW_PASSED", outcome.reason(), false)
                : new Finish.Wait(WaitReason.RETRY, until, outcome.reason());
    }

    /** The phone, or the store, could not even be asked: nothing was tried, so only the window bounds it. */
    Finish.After afterSilence(Next.Work work, WaitReason waitReason, String reason) {
        Instant until = clock.now().plus(ASK_AGAIN);
        return until.isAfter(work.head().expiresAt())
                ? new Finish.End(OccurrenceState.FAILED, waitReason.name(), reason, false)
                : new Finish.Wait(waitReason, until, reason);
    }

    static Duration interval(MessageContent content) {
        return Duration.ofSeconds(content.sendIntervalSeconds());
    }

    private static Duration backoff(int tries, NotAccepted outcome) {
        long seconds = Math.min(LONGEST_BACKOFF.toSeconds(), 1L << tries);
        Duration jittered = Duration.ofMillis(
                (long) (seconds * 1_000 * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
        Duration asked = outcome.retryAfter();
        return asked != null && asked.compareTo(jittered) > 0 ? asked : jittered;
    }
}
