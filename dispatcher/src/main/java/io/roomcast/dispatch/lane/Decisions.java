package io.roomcast.dispatch.lane;

import io.roomcast.model.content.ContentJson;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.occurrence.PartState;
import io.roomcast.model.occurrence.ReasonDetail;
import io.roomcast.model.occurrence.WaitReason;
import io.roomcast.model.quiet.QuietHours;
import io.roomcast.model.quota.QuotaVerdict;
import io.roomcast.model.quota.Quotas;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** What a room's view means. Reads and writes nothing. */
@Component
@RequiredArgsConstructor
class Decisions {
    private final Waits waits;
    private final Quotas quotas;
    private final Owner owner;
    private final LaneProperties properties;

    Decision of(View view, Instant now) {
        Room room = view.room();
        if (room.isLeasedAt(now) && !owner.isSelf(room.leaseOwner()) && !owner.isFormerSelf(room.leaseOwner())) {
            return new Decision.Leave(room, new Next.Leased(Objects.requireNonNull(room.leaseUntil())));
        }
        if (room.isLate()) {
            return new Decision.Expire(room);
        }
        Head head = view.head();
        if (head == null) {
            return new Decision.GiveBack(room, new Next.Rest());
        }
        return head.isSending() ? resume(room, head, view.parts(), now) : consider(view, head, now);
    }

    private Decision resume(Room room, Head head, List<Part> parts, Instant now) {
        if (head.waitsAt(now)) {
            return new Decision.KeepWaiting(room, head);
        }
        Optional<Waits.Until> suspension = room.suspension(now);
        if (suspension.isPresent()) {
            return new Decision.Defer(room, head, suspension.get());
        }
        if (head.isHeldAt(now, room.zone())) {
            return holdForTheNight(room, head, now);
        }
        return isOver(parts) ? new Decision.Close(room, head) : send(room, head, ContentJson.content(head.content()));
    }

    /** Night fell between the admission, or a part, and the next part of an advertisement. */
    private static Decision holdForTheNight(Room room, Head head, Instant now) {
        Instant morning = QuietHours.ADVERTISING_NIGHT.endAt(now, room.zone());
        // What has begun stays the room's first; the others wait behind it.
        return head.startedAt() == null
                ? new Decision.SetAside(head, new Waits.Aside(WaitReason.ADVERTISING_NIGHT, morning))
                : new Decision.Defer(
                        room,
                        head,
                        new Waits.Until(WaitReason.ADVERTISING_NIGHT, morning, ReasonDetail.ADVERTISING_NIGHT.of()));
    }

    /** Every part has its outcome, but whoever wrote the last one stopped before it ended the occurrence. */
    private static boolean isOver(List<Part> parts) {
        return parts.stream().map(Part::partState).allMatch(state -> state.isFinal() && state != PartState.UNKNOWN);
    }

    private Decision consider(View view, Head head, Instant now) {
        Room room = view.room();
        // What stands in its way is looked at when it is near: until then it may be lifted, and others may come before
        // it.
        if (head.scheduledAt().isAfter(now.plus(properties.admitAhead()))) {
            return new Decision.GiveBack(room, new Next.Soon(head.scheduledAt().minus(properties.admitAhead())));
        }
        MessageContent content = ContentJson.content(head.content());
        Waits.Obstacle obstacle = waits.obstacle(room, head, content, now);
        if (obstacle instanceof Waits.Over over) {
            return new Decision.End(over.ending());
        }
        if (obstacle instanceof Waits.Aside aside) {
            return new Decision.SetAside(head, aside);
        }
        if (obstacle instanceof Waits.Until until) {
            return new Decision.Defer(room, head, until);
        }
        return withinQuota(view, head, content, now);
    }

    private Decision withinQuota(View view, Head head, MessageContent content, Instant now) {
        Room room = view.room();
        Instant at = now.isAfter(head.scheduledAt()) ? now : head.scheduledAt();
        QuotaVerdict verdict =
                quotas.with(room.quotas()).decide(view.sent(), content.parts().size(), at, room.zone());
        return verdict instanceof QuotaVerdict.Defer defer
                ? new Decision.Defer(room, head, new Waits.Until(defer.reason(), defer.until(), defer.rule()))
                : send(room, head, content);
    }

    /** A new owner raises the epoch; from then on the one before can write nothing. */
    private Decision send(Room room, Head head, MessageContent content) {
        long epoch = owner.isSelf(room.leaseOwner()) ? room.leaseEpoch() : room.leaseEpoch() + 1;
        return new Decision.Send(room, head, content, epoch);
    }
}
