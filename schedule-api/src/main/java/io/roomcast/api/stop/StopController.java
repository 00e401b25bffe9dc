package io.roomcast.api.stop;

import io.roomcast.api.access.Caller;
import io.roomcast.api.problem.Checks;
import jakarta.validation.Validator;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/stops")
@RequiredArgsConstructor
class StopController {
    private final StopSwitch stops;
    private final Validator validator;

    /** Those that are on now and concern the caller. */
    @GetMapping
    Mono<List<Stop>> open(@AuthenticationPrincipal Caller caller) {
        return stops.open(caller);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<StopResponse> stop(@AuthenticationPrincipal Caller caller, @RequestBody StopRequest body) {
        Checks.of(validator, body).throwIfAny();
        return stops.stop(caller, body);
    }

    /** Sending goes on, of exactly what was on. */
    @DeleteMapping("/{id}")
    Mono<Stop> lift(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return stops.lift(caller, id);
    }
}
