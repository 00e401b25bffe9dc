package io.roomcast.api.broadcast;

import io.roomcast.api.access.Caller;
import io.roomcast.api.message.Messages;
import io.roomcast.api.organization.Organization;
import io.roomcast.api.organization.Organizations;
import io.roomcast.api.problem.Checks;
import io.roomcast.api.problem.ProblemException;
import jakarta.validation.Validator;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Checks a request against its own rules and against what the caller can see. */
@Component
@RequiredArgsConstructor
class BroadcastDrafts {
    private final Validator validator;
    private final Organizations organizations;
    private final Messages messages;
    private final BroadcastTargets targets;

    /** @throws ProblemException INVALID with everything that is wrong */
    Mono<BroadcastDraft> of(Caller caller, BroadcastRequest request) {
        Checks checks = Checks.of(validator, request);
        Messages.check(caller, request, checks);
        checks.throwIfAny();
        long organization = Objects.requireNonNullElse(request.organizationId(), caller.organizationId());
        return organizations
                .named(caller, organization, "/organizationId")
                .map(Organization::path)
                .flatMap(path -> targets.rooms(caller, path, request.target()))
                .doOnNext(found -> found.forEach(room -> Messages.checkFilledIn(request, room.name())))
                .zipWhen(found -> messages.pictures(caller, request))
                .map(both -> new BroadcastDraft(
                        request, organization, both.getT1(), Messages.columns(request, both.getT2())));
    }
}
