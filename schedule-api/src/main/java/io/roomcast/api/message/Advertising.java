package io.roomcast.api.message;

import io.roomcast.api.access.Caller;
import io.roomcast.api.problem.Checks;
import io.roomcast.model.content.Advertisements;
import io.roomcast.model.org.Right;

/** The rules of an advertisement. */
final class Advertising {
    private Advertising() {}

    /** Who may send one at night. */
    static void checkNight(Caller caller, MessageRequest request, Checks checks) {
        checks.require(
                request.nightReason() == null
                        || (isAdvertising(request) && !request.nightReason().isBlank()),
                "/nightReason",
                "not_allowed",
                "A reason, and only for an advertisement");
        checks.require(
                request.nightReason() == null || caller.may(Right.SEND_AT_NIGHT),
                "/nightReason",
                "not_allowed",
                "Only head office sends advertisements between 21:00 and 08:00");
    }

    /** @param text of the request, with its variables filled in */
    static void checkText(MessageRequest request, String text, Checks checks) {
        if (!isAdvertising(request)) {
            return;
        }
        String shown = "images_only".equals(request.sendOrder()) ? "" : text;
        checks.require(
                        Advertisements.isLabelled(shown),
                        "/messageText",
                        "advertising_label",
                        "An advertisement begins with " + Advertisements.LABEL)
                .require(
                        Advertisements.saysHowToOptOut(shown),
                        "/messageText",
                        "advertising_opt_out",
                        "An advertisement says how to opt out: 무료수신거부 and a number or address");
    }

    private static boolean isAdvertising(MessageRequest request) {
        return Boolean.TRUE.equals(request.advertising());
    }
}
