package io.roomcast.api.live;

import io.roomcast.api.access.Caller;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.api.sendlog.SendLog;
import io.swagger.v3.oas.annotations.Parameter;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

@RestController
@RequiredArgsConstructor
class LiveController {
    private final LiveResults results;

    /** Event {@code result}, id = the log row's id; a comment every 15 s. Last-Event-ID continues where it was cut. */
    @GetMapping(path = "/api/events/results", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<SendLog>> follow(
            @AuthenticationPrincipal Caller caller,
            @Parameter(hidden = true) Authentication authentication,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        return Streams.alive(results.follow(caller, parse(lastEventId)).map(LiveController::event), authentication);
    }

    private static ServerSentEvent<SendLog> event(SendLog row) {
        return ServerSentEvent.builder(row)
                .id(Long.toString(row.id()))
                .event("result")
                .build();
    }

    private static @Nullable Long parse(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return null;
        }
        if (!lastEventId.matches("\\d{1,18}")) {
            throw ProblemException.of(ProblemKind.MALFORMED, "Last-Event-ID is an id of this stream");
        }
        return Long.valueOf(lastEventId);
    }
}
