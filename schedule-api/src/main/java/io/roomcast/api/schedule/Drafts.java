package io.roomcast.api.schedule;

import io.roomcast.api.access.Caller;
import io.roomcast.api.image.Images;
import io.roomcast.api.organization.Organization;
import io.roomcast.api.organization.Organizations;
import io.roomcast.api.problem.Checks;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.room.Room;
import io.roomcast.api.room.Rooms;
import io.roomcast.model.content.ImageRef;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.content.ResidentNumbers;
import io.roomcast.model.content.Variables;
import io.roomcast.model.org.OrganizationPath;
import io.roomcast.model.recurrence.Timing;
import io.roomcast.model.schedule.TimeRules;
import jakarta.validation.Validator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Checks a request against its own rules and against what the caller can see. */
@Component
@RequiredArgsConstructor
class Drafts {
    private final Validator validator;
    private final Organizations organizations;
    private final Rooms rooms;
    private final Images images;
    private final TimeRules timeRules;

    /** @throws ProblemException INVALID with everything that is wrong */
    Mono<Draft> of(Caller caller, ScheduleRequest request) {
        Checks checks = Checks.of(validator, request);
        Timings.check(request, checks);
        checkContent(request, checks);
        Advertising.check(caller, request, checks);
        checks.throwIfAny();
        return organization(caller, request)
                .zipWhen(organization -> room(caller, organization, request))
                .zipWhen(both -> pictures(caller, request))
                .zipWhen(all -> timeRules.holidaysFor(Timings.policy(request)))
                .map(all -> draft(
                        request,
                        all.getT1().getT1().getT1(),
                        all.getT1().getT1().getT2(),
                        all.getT1().getT2(),
                        Timings.of(request, all.getT2())))
                .doOnNext(Drafts::checkFilledIn);
    }

    private static void checkContent(ScheduleRequest request, Checks checks) {
        boolean hasText =
                request.messageText() != null && !request.messageText().isBlank();
        boolean hasImages = !ScheduleRequest.orEmpty(request.images1()).isEmpty()
                || !ScheduleRequest.orEmpty(request.images2()).isEmpty();
        boolean imagesOnly = "images_only".equals(request.sendOrder());
        checks.require(hasText || hasImages, "/messageText", "required", "A message needs a text or an image");
        checks.require(!imagesOnly || hasImages, "/images1", "required", "images_only needs an image");
    }

    private static void checkFilledIn(Draft draft) {
        checkFilledIn(draft.request().messageText(), draft.request().variables(), draft.room());
    }

    /** The rules hold for what is sent: variables may be longer than their names, and make up what is not to be sent. */
    static void checkFilledIn(@Nullable String message, @Nullable Map<String, String> variables, Room room) {
        var values = new HashMap<>(Map.of("톡방", room.name(), "room", room.name()));
        values.putAll(Objects.requireNonNullElse(variables, Map.of()));
        String filledIn = Variables.substitute(Objects.requireNonNullElse(message, ""), values);
        Checks.none()
                .require(
                        !ResidentNumbers.areIn(filledIn),
                        "/messageText",
                        "resident_number",
                        "Holds a resident registration number once its variables are filled in")
                .require(
                        filledIn.length() <= MessageContent.MAX_TEXT_LENGTH,
                        "/messageText",
                        "wrong_size",
                        "At most " + MessageContent.MAX_TEXT_LENGTH + " characters once its variables are filled in")
                .throwIfAny();
    }

    private Mono<Organization> organization(Caller caller, ScheduleRequest request) {
        long id = Objects.requireNonNullElse(request.organizationId(), caller.organizationId());
        return organizations
                .get(caller, id)
                .onErrorMap(
                        ProblemException.class,
                        outside -> ProblemException.field(
                                "/organizationId", "unknown", "No such organisation at or below yours"));
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

    private Mono<Map<Long, ImageRef>> pictures(Caller caller, ScheduleRequest request) {
        return pictures(caller, request.images1(), request.images2());
    }

    /** By id. @throws ProblemException INVALID for one that the caller's library does not have */
    Mono<Map<Long, ImageRef>> pictures(Caller caller, @Nullable List<Long> images1, @Nullable List<Long> images2) {
        Set<Long> wanted = new LinkedHashSet<>(ScheduleRequest.orEmpty(images1));
        wanted.addAll(ScheduleRequest.orEmpty(images2));
        return images.find(caller, wanted).doOnNext(found -> {
            Checks checks = Checks.none();
            checkKnown("/images1", images1, found, checks);
            checkKnown("/images2", images2, found, checks);
            checks.throwIfAny();
        });
    }

    private static void checkKnown(String pointer, @Nullable List<Long> ids, Map<Long, ImageRef> found, Checks checks) {
        List<Long> asked = ScheduleRequest.orEmpty(ids);
        for (int i = 0; i < asked.size(); i++) {
            checks.require(
                    found.containsKey(asked.get(i)), pointer + "/" + i, "unknown", "No such picture in your library");
        }
    }

    private static Draft draft(
            ScheduleRequest request,
            Organization organization,
            Room room,
            Map<Long, ImageRef> pictures,
            Timing timing) {
        return new Draft(
                request,
                organization,
                room,
                refs(request.images1(), pictures),
                refs(request.images2(), pictures),
                timing);
    }

    static List<ImageRef> refs(@Nullable List<Long> ids, Map<Long, ImageRef> pictures) {
        return ScheduleRequest.orEmpty(ids).stream()
                .map(id -> Objects.requireNonNull(pictures.get(id)))
                .toList();
    }
}
