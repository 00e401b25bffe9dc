package io.roomcast.api.export;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.FieldChange;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.period.Period;
import io.roomcast.api.problem.Checks;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.model.sql.Transactions;
import jakarta.validation.Validator;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Each sees their own, in the capacity in which they asked for it; nobody else's exists for them. */
@Component
@RequiredArgsConstructor
class Exports {
    private final ExportRows rows;
    private final ExportSources sources;
    private final ExportProperties properties;
    private final Transactions transactions;
    private final Audit audit;
    private final Validator validator;

    Mono<Page<Export>> list(Caller caller, PageRequest page) {
        return rows.list(caller, page).map(found -> Page.of(found, page, Export::id));
    }

    /** @throws ProblemException NOT_FOUND */
    Mono<Export> get(Caller caller, long id) {
        return rows.find(caller, id).switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    /** In the caller's transaction. @throws ProblemException INVALID, CONFLICT while too many are open */
    Mono<Export> create(Caller caller, ExportRequest request) {
        check(request);
        return rows.lockMember(caller)
                .then(rows.countOpen(caller))
                .filter(open -> open < properties.mostOpen())
                .switchIfEmpty(Mono.error(() -> ProblemException.of(
                        ProblemKind.CONFLICT,
                        properties.mostOpen() + " files of yours are still being written; ask again when one is done")))
                .flatMap(open -> rows.insert(caller, request))
                .flatMap(id -> get(caller, id))
                .transform(audit.creating(caller, Subject.EXPORT, Export::id));
    }

    private void check(ExportRequest request) {
        Checks checks = Checks.of(validator, request)
                .require(Period.isZone(request.timeZone()), "/timeZone", "unknown", "Not an IANA time zone");
        checks.throwIfAny();
        sources.of(request.kind()).check(request, checks);
        checks.throwIfAny();
    }

    /** One that is still being written ends, too. @throws ProblemException NOT_FOUND */
    Mono<Void> delete(Caller caller, long id) {
        return transactions.run(get(caller, id)
                .flatMap(found -> rows.delete(id).thenReturn(true))
                .transform(audit.changing(caller, Subject.EXPORT, id, Action.DELETED))
                .then());
    }

    /** One that is there to be downloaded, which goes on record. @throws ProblemException NOT_FOUND, CONFLICT before it is done */
    Mono<Export> toDownload(Caller caller, long id) {
        return get(caller, id)
                .doOnNext(found -> {
                    if (!found.state().equals("done")) {
                        throw ProblemException.of(ProblemKind.CONFLICT, "It is not done but " + found.state());
                    }
                })
                .delayUntil(found -> audit.done(
                        caller, Subject.EXPORT, id, Action.EXPORTED, FieldChange.told(Map.of("rows", found.rows()))));
    }
}
