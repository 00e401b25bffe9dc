package io.roomcast.api.schedule;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

/**
 * @param from first date; today when absent @param until last date; a week from {@code from} when absent; at most 42 days
 * @param timeZone of the dates, IANA name; Asia/Seoul when absent
 */
@ParameterObject
record CalendarParameters(
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable String timeZone,
        @Nullable Long organizationId,
        @Nullable Long roomId) {}
