package io.roomcast.api.schedule;

import io.roomcast.api.access.Caller;
import io.roomcast.api.message.Messages;
import io.roomcast.api.organization.Organization;
import io.roomcast.api.organization.Organizations;
import io.roomcast.api.problem.Checks;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.room.Room;
import io.roomcast.api.room.Rooms;
import io.roomcast.model.org.OrganizationPath;
import io.roomcast.model.schedule.TimeRules;
import jakarta.validation.Validator;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Checks a request against its own rules and against what the caller can see. */
@Component
@RequiredArgsConstructor
public class Drafts {
    private final Validator validator;
    private final Organizations organizations;
    private final Rooms rooms;
    private final Messages messages;
    private final TimeRules timeRules;

    /** @throws ProblemException INVALID with everything that is wrong */
    public Mono<Draft> of(Caller caller, ScheduleRequest request) {
        Checks checks = Checks.of(validator, request);
        Timings.check(request, checks);
        Messages.check(caller, request, checks);
        checks.throwIfAny();
        return organization(caller, request)
                .zipWhen(organization -> room(caller, organization, request))
                .zipWhen(both -> messages.pictures(caller, request))
                .zipWhen(all -> timeRules.holidaysFor(Timings.policy(request)))
                .map(all -> new Draft(
                        request,
                        all.getT1().getT1().getT1(),
                        all.getT1().getT1().getT2(),
                        Messages.columns(request, all.getT1().getT2()),
                        Timings.of(request, all.getT2())))
                .doOnNext(draft -> Messages.checkFilledIn(request, draft.room().name()));
    }

    private Mono<Organization> organization(Caller caller, ScheduleRequest request) {
        long id = Objects.requireNonNullElse(request.organizationId(), caller.organizationId());
        return organizations.named(caller, id, "/organizationId");
    }

    /** An organisation sends to its own rooms and to those below it. */
    private Mono<Room> room(Caller caller, Organization organization, ScheduleRequest request) {
        return rooms.get(caller, request.roomId())
                .onErrorMap(ProblemException.class, outside -> unknownRoom())
                .filter(room -> new OrganizationPath(organization.path()).contains(new OrganizationPath(room.path())))
                .filter(room -> room.status().equals("active"))
                .switchIfEmpty(Mono.error(Drafts::unknownRoom));
    }

    private static ProblemException unknownRoom() {
        return ProblemException.field("/roomId", "unknown", "No such active room of that organisation");
    }
}
