package io.roomcast.api.access;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MeController {
    /** Who the token belongs to, and where in the hierarchy. */
    @GetMapping("/api/me")
    Caller me(@AuthenticationPrincipal Caller caller) {
        return caller;
    }
}
