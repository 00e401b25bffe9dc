package io.roomcast.api.problem;

import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** The rule between the two ends of quiet hours, wherever a request has them. */
public final class QuietHoursRule {
    private QuietHoursRule() {}

    /** @throws ProblemException INVALID */
    public static void check(@Nullable LocalTime from, @Nullable LocalTime until) {
        Checks.none()
                .require(
                        (from == null) == (until == null),
                        from == null ? "/quietFrom" : "/quietUntil",
                        "required",
                        "Quiet hours have a beginning and an end")
                .require(isWhole(from), "/quietFrom", "out_of_range", "Whole seconds")
                .require(isWhole(until), "/quietUntil", "out_of_range", "Whole seconds")
                .require(
                        from == null || !from.equals(until),
                        "/quietUntil",
                        "out_of_range",
                        "Another time than quietFrom")
                .throwIfAny();
    }

    private static boolean isWhole(@Nullable LocalTime time) {
        return time == null || time.getNano() == 0;
    }
}
