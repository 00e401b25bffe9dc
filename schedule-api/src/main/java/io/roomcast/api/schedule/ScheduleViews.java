package io.roomcast.api.schedule;

import io.roomcast.api.access.Caller;
import io.roomcast.api.paging.MomentPageRequest;
import io.roomcast.api.paging.NewestIds;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Schedules of the caller's subtree as the API shows them. */
@Component
@RequiredArgsConstructor
class ScheduleViews {
    private final ScheduleRows rows;
    private final ScheduleLists lists;
    private final ScheduleMapper mapper;

    /** @throws ProblemException NOT_FOUND */
    Mono<ScheduleResponse> get(Caller caller, long id) {
        return rows.find(caller, id)
                .switchIfEmpty(Mono.error(ProblemException::notFound))
                .map(mapper::toResponse);
    }

    Mono<Page<ScheduleResponse>> list(Caller caller, ScheduleFilter filter, PageRequest page) {
        return lists.list(caller, filter, page, NewestIds.PATIENCE)
                .map(found -> Page.of(
                        found.rows().stream().map(mapper::toResponse).toList(),
                        page,
                        ScheduleResponse::id,
                        found.found()));
    }

    Mono<List<ScheduleResponse>> upcoming(Caller caller, int limit) {
        return lists.upcoming(caller, limit)
                .map(found -> found.stream().map(mapper::toResponse).toList());
    }

    Mono<Page<ScheduleResponse>> deleted(Caller caller, MomentPageRequest page) {
        return lists.deleted(caller, page)
                .map(found -> page.page(
                        found.stream().map(mapper::toResponse).toList(),
                        schedule -> Objects.requireNonNull(schedule.deletedAt()),
                        ScheduleResponse::id));
    }
}
