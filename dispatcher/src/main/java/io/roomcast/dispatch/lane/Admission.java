package io.roomcast.dispatch.lane;

import io.roomcast.model.content.ContentJson;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.occurrence.PartState;
import io.roomcast.model.occurrence.ReasonDetail;
import io.roomcast.model.occurrence.WaitReason;
import io.roomcast.model.proof.Endings;
import io.roomcast.model.proof.Endings.Ending;
import io.roomcast.model.quiet.QuietHours;
import io.roomcast.model.quota.QuotaVerdict;
import io.roomcast.model.quota.Quotas;
import io.roomcast.model.quota.SentParts;
import io.roomcast.model.sql.Transactions;
import io.roomcast.model.time.ClockSetException;
import io.roomcast.model.time.DatabaseClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * A lane's look at its room: one transaction under the room's lock that says what to do next.
 *
 * <p>Takes the lease only for work, and gives it back when there is none, so a room at rest belongs to nobody. Every
 * occurrence looked at is either admitted, given a reason and an end to its wait, or brought to its end.
 */
@Component
@RequiredArgsConstructor
class Admission {
    private final LaneRows rows;
    private final Waits waits;
    private final Quotas quotas;
    private final SentParts sentParts;
    private final Endings endings;
    private final Transactions transactions;
    private final DatabaseClock clock;
    private final Owner owner;
    private final LaneProperties properties;

    /** Fails with {@link ClockSetException} while the database's clock is not where it should be. */
    Mono<Next> next(long roomId) {
        if (clock.isSet()) {
            return Mono.error(() -> new ClockSetException(clock.drift()));
        }
        return transactions.run(
                Mono.defer(() -> lock(roomId)).flatMap(this::look).defaultIfEmpty(new Next.Rest()));
    }

    private Mono<Room> lock(long roomId) {
        Instant asked = clock.now();
        return rows.lock(roomId).doOnNext(room -> clock.require(room.readAt(), asked));
    }

    /** Gives the room back, for whoever looks next. */
    Mono<Void> release(long roomId) {
        return rows.release(roomId, owner.name());
    }

    private Mono<Next> look(Room room) {
        Instant now = clock.now();
        if (room.isLeasedAt(now) && !owner.isSelf(room.leaseOwner()) && !owner.isFormerSelf(room.leaseOwner())) {
            return Mono.just(new Next.Leased(java.util.Objects.requireNonNull(room.leaseUntil())));
        }
        return room.isLate() ? rows.pastTheirWindow(room.id()).flatMap(this::expire) : atHead(room, now);
    }

    private Mono<Next> atHead(Room room, Instant now) {
        // The unclaimed were looked at before: a claim that commits in between only makes the lane look once more.
        return rows.head(room)
                .flatMap(head -> head.isSending() ? resume(room, head, now) : consider(room, head, now))
                .switchIfEmpty(Mono.defer(() -> rest(room)));
    }

    private Mono<Next> rest(Room room) {
        return release(room.id()).thenReturn(new Next.Rest());
    }

    private Mono<Next> expire(List<Long> late) {
        return endings.close(late.stream()
                        .map(id -> new Ending(id, OccurrenceState.EXPIRED, "WINDOW_PASSED", ReasonDetail.TOO_LATE.of()))
                        .toList())
                .thenReturn(new Next.Again());
    }

    private Mono<Next> resume(Room room, Head head, Instant now) {
        if (head.waitsAt(now)) {
            return rows.keepWaiting(head).then(rest(room));
        }
        Optional<Waits.Until> suspension = room.suspension(now);
        if (suspension.isPresent()) {
            return defer(room, head, suspension.get());
        }
        if (head.isHeldAt(now, room.zone())) {
            return holdForTheNight(room, head, now);
        }
        long epoch = epochFor(room);
        return lease(room, epoch)
                .then(rows.orphansBecomeUnknown(head.id()))
                .then(rows.resume(head))
                .then(Mono.defer(() -> rows.parts(head.id())))
                .flatMap(parts -> isOver(parts) ? close(head) : Mono.just(work(room, epoch, head, parts)));
    }

    /** Night fell between the admission, or a part, and the next part of an advertisement. */
    private Mono<Next> holdForTheNight(Room room, Head head, Instant now) {
        Instant morning = QuietHours.ADVERTISING_NIGHT.endAt(now, room.zone());
        if (head.startedAt() == null) {
            return rows.unadmit(head)
                    .then(rows.setAside(head, WaitReason.ADVERTISING_NIGHT, morning))
                    .thenReturn(new Next.Again());
        }
        // What has begun stays the room's first; the others wait behind it.
        return rows.defer(
                        room.id(),
                        head,
                        new Waits.Until(WaitReason.ADVERTISING_NIGHT, morning, ReasonDetail.ADVERTISING_NIGHT.of()))
                .then(rest(room));
    }

    /** Every part has its outcome, but whoever wrote the last one stopped before it ended the occurrence. */
    private static boolean isOver(List<Part> parts) {
        return parts.stream().map(Part::partState).allMatch(state -> state.isFinal() && state != PartState.UNKNOWN);
    }

    private Mono<Next> close(Head head) {
        return endings.close(List.of(new Ending(head.id(), null, null, null))).thenReturn(new Next.Again());
    }

    private static Next work(Room room, long epoch, Head head, List<Part> parts) {
        return new Next.Work(room, epoch, head, parts, ContentJson.content(head.content()));
    }

    private Mono<Next> consider(Room room, Head head, Instant now) {
        MessageContent content = ContentJson.content(head.content());
        return waits.obstacle(room, head, content, now).flatMap(obstacle -> {
            if (obstacle instanceof Waits.Over over) {
                return endings.close(List.of(over.ending())).thenReturn(new Next.Again());
            }
            if (obstacle instanceof Waits.Aside aside) {
                return rows.setAside(head, aside.reason(), aside.at()).thenReturn(new Next.Again());
            }
            if (obstacle instanceof Waits.Until until) {
                return defer(room, head, until);
            }
            return head.scheduledAt().isAfter(now.plus(properties.admitAhead()))
                    ? Mono.just(new Next.Soon(head.scheduledAt().minus(properties.admitAhead())))
                    : checkQuota(room, head, content, now);
        });
    }

    private Mono<Next> defer(Room room, Head head, Waits.Until until) {
        Mono<Void> windows =
                until.reason() == WaitReason.QUIET ? rows.extendWindows(room.id(), until.at()) : Mono.empty();
        return windows.then(rows.defer(room.id(), head, until)).then(rest(room));
    }

    private Mono<Next> checkQuota(Room room, Head head, MessageContent content, Instant now) {
        Instant at = now.isAfter(head.scheduledAt()) ? now : head.scheduledAt();
        return sentParts
                .of(room.id())
                .map(sent ->
                        quotas.with(room.quotas()).decide(sent, content.parts().size(), at, room.zone()))
                .flatMap(verdict -> verdict instanceof QuotaVerdict.Defer defer
                        ? defer(room, head, new Waits.Until(defer.reason(), defer.until(), defer.rule()))
                        : admit(room, head, content));
    }

    private Mono<Next> admit(Room room, Head head, MessageContent content) {
        long epoch = epochFor(room);
        return lease(room, epoch)
                .then(rows.admit(room, head, content.parts()))
                .then(Mono.defer(() -> rows.parts(head.id())))
                .map(parts -> new Next.Work(room, epoch, head, parts, content));
    }

    /** A new owner raises the epoch; from then on the one before can write nothing. */
    private long epochFor(Room room) {
        return owner.isSelf(room.leaseOwner()) ? room.leaseEpoch() : room.leaseEpoch() + 1;
    }

    private Mono<Void> lease(Room room, long epoch) {
        return rows.lease(room.id(), owner.name(), epoch, properties.lease());
    }
}
