package io.roomcast.api.message;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of a request that says what is sent. */
public interface MessageRequest {
    @Nullable
    String messageText();

    /** Ids of the library, in order. */
    @Nullable
    List<Long> images1();

    @Nullable
    List<Long> images2();

    /** Values for {@code #{names}} in the text; they win over the built-in ones. */
    @Nullable
    Map<String, String> variables();

    /** text_first (default), images_first or images_only. */
    @Nullable
    String sendOrder();

    /** Pause between parts, 0 = none, 1 when absent. */
    @Nullable
    Integer sendIntervalSeconds();

    /** Least stay on the first group in ms, 0 = as the phone is set. */
    @Nullable
    Integer mediaWaitTime1();

    @Nullable
    Integer mediaWaitTime2();

    /** Whether it needs the recipients' consent. */
    default @Nullable Boolean advertising() {
        return null;
    }

    /** Why an advertisement may go out at night all the same. */
    default @Nullable String nightReason() {
        return null;
    }
}
