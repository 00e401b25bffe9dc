package io.roomcast.api.statistics;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

/**
 * @param from first date; seven days up to until when absent @param until last date, today when absent
 * @param timeZone of the dates, IANA name; Asia/Seoul when absent
 * @param groupBy day (default), hour, room, organization, bot or reason
 */
@ParameterObject
record StatisticsParameters(
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable String timeZone,
        @Nullable String groupBy,
        @Nullable Long organizationId,
        @Nullable Long roomId,
        @Nullable Long botId) {}
