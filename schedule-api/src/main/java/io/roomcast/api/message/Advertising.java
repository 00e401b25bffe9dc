package io.roomcast.api.message;

import io.roomcast.api.access.Caller;
import io.roomcast.api.problem.Checks;
import io.roomcast.model.org.Right;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What an advertisement must say about itself: Act on Promotion of Information and Communications Network Utilization
 * (Korea), article 50 (4), and its enforcement decree, table 6.
 */
final class Advertising {
    private static final String LABEL = "(광고)";
    private static final Pattern OPT_OUT = Pattern.compile("수신\\s*거부");

    private Advertising() {}

    static void check(Caller caller, MessageRequest request, Checks checks) {
        boolean advertising = Boolean.TRUE.equals(request.advertising());
        checkText(request, Objects.requireNonNullElse(request.messageText(), ""), checks);
        checks.require(
                request.nightReason() == null
                        || (advertising && !request.nightReason().isBlank()),
                "/nightReason",
                "not_allowed",
                "A reason, and only for an advertisement");
        checks.require(
                request.nightReason() == null || caller.may(Right.SEND_AT_NIGHT),
                "/nightReason",
                "not_allowed",
                "Only head office sends advertisements between 21:00 and 08:00");
    }

    /** @param text of the request, as it stands there or with its variables filled in */
    static void checkText(MessageRequest request, String text, Checks checks) {
        boolean advertising = Boolean.TRUE.equals(request.advertising());
        boolean shown = !"images_only".equals(request.sendOrder());
        checks.require(
                        !advertising || (shown && text.strip().startsWith(LABEL)),
                        "/messageText",
                        "advertising_label",
                        "An advertisement begins with " + LABEL)
                .require(
                        !advertising || (shown && OPT_OUT.matcher(text).find()),
                        "/messageText",
                        "advertising_opt_out",
                        "An advertisement says how to opt out: 무료수신거부 and a number or address");
    }
}
