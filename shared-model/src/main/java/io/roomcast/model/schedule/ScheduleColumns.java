package io.roomcast.model.schedule;

import org.jspecify.annotations.Nullable;

/** What every whole reading of a row of kb_schedule has in common: when it is due, and what it says. */
public interface ScheduleColumns extends RuleColumns {
    @Nullable
    String messageText();

    @Nullable
    String messageImages1();

    @Nullable
    String messageImages2();

    @Nullable
    String variables();

    String sendOrder();

    int sendIntervalSeconds();

    int mediaWaitTime1();

    int mediaWaitTime2();

    boolean advertising();

    @Nullable
    String nightReason();

    default MessageColumns messageColumns() {
        return new MessageColumns(
                messageText(),
                messageImages1(),
                messageImages2(),
                variables(),
                sendOrder(),
                sendIntervalSeconds(),
                mediaWaitTime1(),
                mediaWaitTime2());
    }

    /** An advertisement that nobody let out at night. */
    default boolean isHeldAtNight() {
        return advertising() && nightReason() == null;
    }
}
