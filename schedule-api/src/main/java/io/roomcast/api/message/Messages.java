package io.roomcast.api.message;

import io.roomcast.api.access.Caller;
import io.roomcast.api.image.Images;
import io.roomcast.api.problem.Checks;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.model.content.ContentJson;
import io.roomcast.model.content.ImageRef;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.content.ResidentNumbers;
import io.roomcast.model.content.Variables;
import io.roomcast.model.schedule.MessageColumns;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Checks messages, and turns them into what is stored. */
@Component
@RequiredArgsConstructor
public class Messages {
    private final Images images;

    /** The rules between the fields of a message. */
    public static void check(Caller caller, MessageRequest message, Checks checks) {
        boolean hasText =
                message.messageText() != null && !message.messageText().isBlank();
        boolean imagesOnly = "images_only".equals(message.sendOrder());
        checks.require(hasText || hasImages(message), "/messageText", "required", "A message needs a text or an image");
        checks.require(!imagesOnly || hasImages(message), "/images1", "required", "images_only needs an image");
        Advertising.checkNight(caller, message, checks);
    }

    /**
     * The rules hold for what is sent: variables may be longer than their names, and make up what is not to be sent.
     *
     * @throws ProblemException INVALID
     */
    public static void checkFilledIn(MessageRequest message, String roomName) {
        var values = new HashMap<>(Map.of("톡방", roomName, "room", roomName));
        values.putAll(Objects.requireNonNullElse(message.variables(), Map.of()));
        String filledIn = Variables.substitute(Objects.requireNonNullElse(message.messageText(), ""), values);
        Checks checks = Checks.none()
                .require(
                        !filledIn.isBlank() || hasImages(message),
                        "/messageText",
                        "required",
                        "Nothing is left of it once its variables are filled in")
                .require(
                        !ResidentNumbers.areIn(filledIn),
                        "/messageText",
                        "resident_number",
                        "Holds a resident registration number once its variables are filled in")
                .require(
                        filledIn.length() <= MessageContent.MAX_TEXT_LENGTH,
                        "/messageText",
                        "wrong_size",
                        "At most " + MessageContent.MAX_TEXT_LENGTH + " characters once its variables are filled in");
        Advertising.checkText(message, filledIn, checks);
        checks.throwIfAny();
    }

    /** By id. @throws ProblemException INVALID for one that the caller's library does not have */
    public Mono<Map<Long, ImageRef>> pictures(Caller caller, MessageRequest message) {
        Set<Long> wanted = new LinkedHashSet<>(orEmpty(message.images1()));
        wanted.addAll(orEmpty(message.images2()));
        return images.find(caller, wanted).doOnNext(found -> {
            Checks checks = Checks.none();
            checkKnown("/images1", message.images1(), found, checks);
            checkKnown("/images2", message.images2(), found, checks);
            checks.throwIfAny();
        });
    }

    /** @param pictures what {@link #pictures} has found */
    public static MessageColumns columns(MessageRequest message, Map<Long, ImageRef> pictures) {
        return new MessageColumns(
                message.messageText(),
                images(message.images1(), pictures),
                images(message.images2(), pictures),
                message.variables() == null || message.variables().isEmpty()
                        ? null
                        : ContentJson.write(message.variables()),
                Objects.requireNonNullElse(message.sendOrder(), "text_first"),
                Objects.requireNonNullElse(message.sendIntervalSeconds(), 1),
                Objects.requireNonNullElse(message.mediaWaitTime1(), 0),
                Objects.requireNonNullElse(message.mediaWaitTime2(), 0));
    }

    /** The columns that kb_schedule and kb_broadcast have alike, under one set of names. */
    public static GenericExecuteSpec bind(GenericExecuteSpec statement, MessageColumns message) {
        return statement
                .bind("text", Parameter.fromOrEmpty(message.messageText(), String.class))
                .bind("images1", Parameter.fromOrEmpty(message.messageImages1(), String.class))
                .bind("images2", Parameter.fromOrEmpty(message.messageImages2(), String.class))
                .bind("variables", Parameter.fromOrEmpty(message.variables(), String.class))
                .bind("order", message.sendOrder())
                .bind("interval", message.sendIntervalSeconds())
                .bind("wait1", message.mediaWaitTime1())
                .bind("wait2", message.mediaWaitTime2());
    }

    private static @Nullable String images(@Nullable List<Long> ids, Map<Long, ImageRef> pictures) {
        return orEmpty(ids).isEmpty()
                ? null
                : ContentJson.write(orEmpty(ids).stream()
                        .map(id -> Objects.requireNonNull(pictures.get(id)))
                        .toList());
    }

    private static void checkKnown(String pointer, @Nullable List<Long> ids, Map<Long, ImageRef> found, Checks checks) {
        List<Long> asked = orEmpty(ids);
        for (int i = 0; i < asked.size(); i++) {
            checks.require(
                    found.containsKey(asked.get(i)), pointer + "/" + i, "unknown", "No such picture in your library");
        }
    }

    private static boolean hasImages(MessageRequest message) {
        return !orEmpty(message.images1()).isEmpty()
                || !orEmpty(message.images2()).isEmpty();
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return Objects.requireNonNullElse(list, List.of());
    }
}
