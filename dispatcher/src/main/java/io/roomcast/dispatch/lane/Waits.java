package io.roomcast.dispatch.lane;

import io.roomcast.dispatch.guard.GuardedBots;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.occurrence.ReasonDetail;
import io.roomcast.model.occurrence.WaitReason;
import io.roomcast.model.proof.Endings.Ending;
import io.roomcast.model.quiet.QuietHours;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may stand between the head of a room and its admission, besides quotas. */
@Component
@RequiredArgsConstructor
class Waits {
    private static final Duration LOOK_AT_BOT_AGAIN = Duration.ofSeconds(15);
    private static final Duration LOOK_FOR_CLAIM_AGAIN = Duration.ofSeconds(1);

    private final GuardedBots bots;

    sealed interface Obstacle {}

    record Nothing() implements Obstacle {}

    /** @param detail the rule and its figures, or what a person gave as a reason */
    record Until(WaitReason reason, Instant at, @Nullable String detail) implements Obstacle {}

    /** It waits, and the others of its room pass it. */
    record Aside(WaitReason reason, Instant at) implements Obstacle {}

    record Over(Ending ending) implements Obstacle {}

    Obstacle obstacle(Room room, Head head, MessageContent content, Instant now) {
        if (head.cancelled() != null) {
            return over(head, OccurrenceState.CANCELLED, head.cancelled(), ReasonDetail.STOPPED_BEFORE.of());
        }
        if (content.parts().isEmpty()) {
            return over(head, "NOTHING_TO_SEND", ReasonDetail.NOTHING_LEFT.of());
        }
        if (!room.isActive() || !head.organizationStatus().equals("active") || !room.isBelow(head.path())) {
            return over(head, "ACCESS_REVOKED", ReasonDetail.NO_MORE_ACCESS.of());
        }
        Optional<Until> suspension = room.suspension(now);
        if (suspension.isPresent()) {
            return suspension.get();
        }
        Instant heldUntil = room.heldUntil();
        if (heldUntil != null && heldUntil.isAfter(now)) {
            return new Until(WaitReason.ROOM_HELD, heldUntil, ReasonDetail.AFTER_UNKNOWN.of());
        }
        if (!room.isBotActive()) {
            return new Until(WaitReason.BOT_DOWN, now.plus(LOOK_AT_BOT_AGAIN), ReasonDetail.BOT_OFF.of(room.botName()));
        }
        if (!bots.isClosed(room.bot())) {
            return new Until(
                    WaitReason.BOT_DOWN, now.plus(LOOK_AT_BOT_AGAIN), ReasonDetail.BOT_FAILING.of(room.botName()));
        }
        Instant start = now.isAfter(head.scheduledAt()) ? now : head.scheduledAt();
        if (room.quietHours().isQuietAt(start, room.zone())) {
            return new Until(
                    WaitReason.QUIET,
                    room.quietHours().endAt(start, room.zone()),
                    ReasonDetail.QUIET_HOURS.of(String.valueOf(room.quiet())));
        }
        if (head.isHeldAt(start, room.zone())) {
            return new Aside(WaitReason.ADVERTISING_NIGHT, QuietHours.ADVERTISING_NIGHT.endAt(start, room.zone()));
        }
        return room.hasUnclaimedUntil(head.scheduledAt())
                ? new Until(WaitReason.EARLIER_DUE, now.plus(LOOK_FOR_CLAIM_AGAIN), ReasonDetail.BEHIND_UNCLAIMED.of())
                : new Nothing();
    }

    private static Obstacle over(Head head, String code, String detail) {
        return over(head, OccurrenceState.FAILED, code, detail);
    }

    private static Obstacle over(Head head, OccurrenceState state, String code, String detail) {
        return new Over(new Ending(head.id(), state, code, detail));
    }
}
