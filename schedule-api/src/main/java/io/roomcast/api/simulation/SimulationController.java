package io.roomcast.api.simulation;

import io.roomcast.api.access.Caller;
import lombok.RequiredArgsConstructor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/simulations")
@RequiredArgsConstructor
class SimulationController {
    private final Simulations simulations;

    /** What would be sent when, and what each message would wait for. Changes nothing. */
    @PostMapping
    Mono<SimulationResponse> simulate(@AuthenticationPrincipal Caller caller, @RequestBody SimulationRequest body) {
        return simulations.of(caller, body);
    }
}
