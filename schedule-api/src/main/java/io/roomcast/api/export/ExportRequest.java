package io.roomcast.api.export;

import io.roomcast.api.period.Period;
import io.roomcast.api.problem.Checks;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What shall be written into a file. What is absent does not restrict.
 *
 * @param kind send_log: runs that are over, by their due moment; schedules: all that are not deleted; statistics: what runs came to
 * @param from first date, needed but for schedules, which have none; at most 400 days with until
 * @param until last date
 * @param timeZone of the dates and of the moments in the file, IANA name; Asia/Seoul when absent
 * @param organizationId this one and all below it
 * @param status of the runs or the schedules
 * @param groupBy of statistics: what a row is of; day when absent
 */
public record ExportRequest(
        @NotNull
        @Pattern(regexp = "send_log|schedules|statistics", message = "send_log, schedules or statistics")
        @Schema(allowableValues = {"send_log", "schedules", "statistics"})
        String kind,

        @Nullable LocalDate from,
        @Nullable LocalDate until,

        @Nullable @Size(max = 64) String timeZone,

        @Nullable @Positive Long organizationId,
        @Nullable @Positive Long roomId,

        @Nullable @Pattern(regexp = "[a-z]{1,20}", message = "A status")
        String status,

        @Nullable
        @Pattern(
                regexp = "day|hour|room|organization|bot|reason",
                message = "day, hour, room, organization, bot or reason")
        @Schema(allowableValues = {"day", "hour", "room", "organization", "bot", "reason"})
        String groupBy) {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int MOST_DAYS = 400;
    private static final String PERIOD =
            "A file of what was sent has a first and a last date, of the years 2000 to 2999";

    /** The rule of a kind that has one. */
    public void checkPeriod(Checks checks) {
        checks.require(from != null && Period.isStorable(from), "/from", "required", PERIOD)
                .require(until != null && Period.isStorable(until), "/until", "required", PERIOD);
        if (from != null && until != null) {
            checks.require(!from.isAfter(until), "/from", "out_of_range", "Not after until")
                    .require(
                            from.isAfter(until.minusDays(MOST_DAYS)),
                            "/until",
                            "out_of_range",
                            "At most " + MOST_DAYS + " days");
        }
    }

    /** The rule of every kind but statistics. */
    public void checkNoGroups(Checks checks) {
        checks.require(groupBy == null, "/groupBy", "not_taken", "Of statistics only; leave it out");
    }

    /** Of dates that {@link ExportSource#check} has found to be there. */
    public Period period() {
        return new Period(Objects.requireNonNull(from), Objects.requireNonNull(until), Period.zone(timeZone));
    }

    /** Its name, for a column beside the moments. */
    public String zone() {
        return Period.zone(timeZone).getId();
    }

    /** A moment as spreadsheets read one, without its zone. */
    public @Nullable String local(@Nullable Instant moment) {
        return moment == null ? null : MOMENT.format(moment.atZone(Period.zone(timeZone)));
    }
}
