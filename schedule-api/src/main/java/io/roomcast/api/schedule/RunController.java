package io.roomcast.api.schedule;

import io.roomcast.api.access.Caller;
import io.roomcast.api.idempotency.Idempotency;
import io.roomcast.api.occurrence.Occurrence;
import io.roomcast.api.occurrence.Why;
import io.roomcast.api.paging.Answers;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.model.outbox.OutboxRelay;
import io.roomcast.model.sql.Transactions;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Single runs of a schedule; a run is called by its moment by the rule. */
@RestController
@RequestMapping("/api/schedules/{id}")
@RequiredArgsConstructor
class RunController {
    private static final int USUAL_RUNS = 10;

    private final Runs runs;
    private final RunNow runNow;
    private final WhyNot whyNot;
    private final ScheduleViews views;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final OutboxRelay relay;

    @GetMapping("/runs")
    Mono<List<Run>> upcoming(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer limit) {
        return runs.upcoming(
                caller,
                id,
                PageRequest.of(limit == null ? USUAL_RUNS : limit, null).limit());
    }

    /** Why it has not been sent: the first thing that stands in the way, and until when. */
    @GetMapping("/why")
    Mono<Why> why(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return whyNot.of(caller, id);
    }

    /** Skips, moves or changes this one run. */
    @PutMapping("/runs/{originalAt}")
    Mono<ScheduleResponse> change(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @PathVariable Instant originalAt,
            @RequestBody RunChange body) {
        return transactions
                .run(runs.change(caller, id, originalAt, body).flatMap(saved -> views.get(caller, id)))
                .doOnNext(done -> relay.wake());
    }

    /** The run is again as the rule says. */
    @DeleteMapping("/runs/{originalAt}")
    Mono<ScheduleResponse> restore(
            @AuthenticationPrincipal Caller caller, @PathVariable long id, @PathVariable Instant originalAt) {
        return transactions
                .run(runs.restore(caller, id, originalAt).flatMap(saved -> views.get(caller, id)))
                .doOnNext(done -> relay.wake());
    }

    /** One more run, at once; the schedule goes on as it was. */
    @PostMapping("/run-now")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<ResponseEntity<Occurrence>> runNow(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return idempotency
                .once(
                        caller,
                        key,
                        "POST /api/schedules/" + id + "/run-now",
                        id,
                        Occurrence.class,
                        () -> runNow.start(caller, id))
                .doOnNext(made -> relay.wake())
                .map(made -> Answers.accepted("/api/occurrences/" + made.id(), made));
    }
}
