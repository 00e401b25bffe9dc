package io.roomcast.api.statistics;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.FieldChange;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.csv.Csv;
import io.roomcast.model.time.DatabaseClock;
import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/statistics")
@RequiredArgsConstructor
class StatisticsController {
    private final Statistics statistics;
    private final DatabaseClock clock;
    private final Audit audit;

    /** Of the caller's subtree, up to the last few seconds; by room, organisation or phone of a wide one up to half a minute ago. */
    @GetMapping
    Mono<StatisticsResponse> ask(@AuthenticationPrincipal Caller caller, StatisticsParameters asked) {
        return statistics.ask(caller, StatisticsQuery.of(asked, clock.now()));
    }

    /** The same rows for a spreadsheet. */
    @GetMapping(path = "/report", produces = "text/csv")
    Mono<ResponseEntity<Flux<String>>> report(@AuthenticationPrincipal Caller caller, StatisticsParameters asked) {
        return statistics
                .report(caller, StatisticsQuery.of(asked, clock.now()))
                .delayUntil(
                        found -> audit.done(caller, Subject.STATISTICS, "", Action.EXPORTED, FieldChange.told(asked)))
                .map(found -> ResponseEntity.ok()
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                "attachment; filename=\"statistics-%s-%s-%s.csv\""
                                        .formatted(found.groupBy(), found.from(), found.until()))
                        .body(Csv.lines(StatisticsCells.HEADER, found.rows(), StatisticsCells::of)));
    }
}
