package io.roomcast.dispatch.intake;

import io.roomcast.model.content.Advertisements;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.content.ResidentNumbers;
import io.roomcast.model.content.SendOrder;
import io.roomcast.model.event.BadEventException;
import io.roomcast.model.event.MessageRequestedEvent;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What another system's message must look like, whoever it names: the rules of the REST API. */
final class MessageRules {
    private static final int LOWEST_PRIORITY = 9;
    private static final int LONGEST_INTERVAL_SECONDS = 3_600;

    private MessageRules() {}

    /** @throws BadEventException naming the field and the rule */
    static void check(MessageRequestedEvent request) {
        String text = Objects.requireNonNullElse(request.text(), "");
        require(
                text.length() <= MessageContent.MAX_TEXT_LENGTH,
                "text",
                "at most " + MessageContent.MAX_TEXT_LENGTH + " characters");
        require(!ResidentNumbers.areIn(text), "text", "holds a resident registration number; take it out");
        checkImages("images1", request.images1());
        checkImages("images2", request.images2());
        between("priority", request.priority(), LOWEST_PRIORITY);
        between("sendIntervalSeconds", request.sendIntervalSeconds(), LONGEST_INTERVAL_SECONDS);
        String shown = request.sendOrder() == SendOrder.IMAGES_ONLY ? "" : text;
        require(
                !shown.isBlank() || hasImages(request.images1()) || hasImages(request.images2()),
                "text",
                "a message needs a text or an image");
        if (Boolean.TRUE.equals(request.advertising())) {
            require(Advertisements.isLabelled(shown), "text", "an advertisement begins with " + Advertisements.LABEL);
            require(Advertisements.saysHowToOptOut(shown), "text", "an advertisement says how to opt out (수신거부)");
        }
    }

    private static boolean hasImages(@Nullable List<Long> ids) {
        return ids != null && !ids.isEmpty();
    }

    private static void checkImages(String field, @Nullable List<Long> ids) {
        if (ids != null) {
            require(
                    ids.size() <= MessageContent.MAX_IMAGES_PER_GROUP,
                    field,
                    "at most " + MessageContent.MAX_IMAGES_PER_GROUP + " images");
            require(ids.stream().allMatch(Objects::nonNull), field, "no null");
        }
    }

    private static void between(String field, @Nullable Integer value, int most) {
        require(value == null || (value >= 0 && value <= most), field, "between 0 and " + most);
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw new BadEventException("data." + field + ": " + rule);
        }
    }
}
