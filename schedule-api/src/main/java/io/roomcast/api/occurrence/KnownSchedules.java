package io.roomcast.api.occurrence;

import io.roomcast.api.access.Caller;
import io.roomcast.api.paging.Page;
import io.roomcast.api.problem.ProblemException;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether a schedule is the caller's to see, in the recycle bin, too. */
@Component
@RequiredArgsConstructor
public class KnownSchedules {
    private final DatabaseClient database;

    /**
     * The page of what belongs to a schedule; NOT_FOUND where there is nothing and no such schedule. What belonged to one that
     * was deleted for good stays to be seen.
     */
    public <T> Mono<Page<T>> require(Caller caller, long schedule, Page<T> page) {
        return page.items().isEmpty() ? exists(caller, schedule).thenReturn(page) : Mono.just(page);
    }

    private Mono<Long> exists(Caller caller, long schedule) {
        return database.sql("""
                        SELECT s.id FROM kb_schedule s JOIN kb_organization g ON g.id = s.organization_id
                        WHERE s.id = :id AND g.path LIKE :scope""")
                .bind("id", schedule)
                .bind("scope", caller.scope())
                .map(row -> row.get("id", Long.class))
                .one()
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }
}
