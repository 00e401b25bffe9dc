package io.roomcast.api.broadcast;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.FieldChange;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.model.org.Right;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Broadcasts of the caller's subtree, with how they stand; what lies outside does not exist for them. */
@Component
@RequiredArgsConstructor
class Broadcasts {
    private final BroadcastRows rows;
    private final BroadcastRooms rooms;
    private final Audit audit;

    Mono<Page<Broadcast>> list(Caller caller, boolean pendingOnly, PageRequest page) {
        return rows.list(caller, pendingOnly, page)
                .zipWhen(found ->
                        rooms.progress(found.stream().map(BroadcastRow::id).toList()))
                .map(both -> both.getT1().stream()
                        .map(row ->
                                row.with(Objects.requireNonNullElse(both.getT2().get(row.id()), Progress.NONE)))
                        .toList())
                .map(found -> Page.of(found, page, Broadcast::id));
    }

    /** @throws ProblemException NOT_FOUND */
    Mono<Broadcast> get(Caller caller, long id) {
        return row(caller, id)
                .zipWhen(row -> rooms.progress(id))
                .map(both -> both.getT1().with(both.getT2()));
    }

    Mono<Page<RoomResult>> results(Caller caller, long id, @Nullable String state, PageRequest page) {
        return row(caller, id)
                .flatMap(row -> rooms.results(id, state, page))
                .map(found -> Page.of(found, page, RoomResult::roomId));
    }

    /** For a file that leaves the system, which goes on record. */
    Mono<List<RoomResult>> allResults(Caller caller, long id) {
        return row(caller, id)
                .flatMap(row -> rooms.all(id))
                .delayUntil(all -> audit.done(
                        caller, Subject.BROADCAST, id, Action.EXPORTED, FieldChange.told(Map.of("rooms", all.size()))));
    }

    Mono<BroadcastRow> row(Caller caller, long id) {
        return rows.get(caller, id).switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    /** Locked, for a change. @throws ProblemException NOT_FOUND, FORBIDDEN */
    Mono<BroadcastRow> locked(Caller caller, long id) {
        return rows.lock(caller, id)
                .switchIfEmpty(Mono.error(ProblemException::notFound))
                .doOnNext(row -> caller.require(Right.SEND));
    }

    static <T> Mono<T> conflict(String detail) {
        return Mono.error(() -> ProblemException.of(ProblemKind.CONFLICT, detail));
    }
}
