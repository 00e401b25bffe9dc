package io.roomcast.api.schedule;

import io.roomcast.api.access.Caller;
import lombok.RequiredArgsConstructor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/calendar")
@RequiredArgsConstructor
class CalendarController {
    private final Calendar calendar;

    /** Runs of the schedules of the caller's subtree, gone and ahead. */
    @GetMapping
    Mono<CalendarResponse> calendar(@AuthenticationPrincipal Caller caller, CalendarParameters asked) {
        return calendar.of(caller, asked);
    }
}
