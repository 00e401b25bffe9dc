package io.roomcast.api.export;

import io.roomcast.api.period.Period;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What shall be written into a file. What is absent does not restrict.
 *
 * @param kind send_log: runs that are over, by their due moment; schedules: all that are not deleted
 * @param from first date, for send_log only and needed there; at most 400 days with until
 * @param until last date
 * @param timeZone of the dates and of the moments in the file, IANA name; Asia/Seoul when absent
 * @param organizationId this one and all below it
 * @param status of the runs or the schedules
 */
public record ExportRequest(
        @NotNull
        @Pattern(regexp = "send_log|schedules", message = "send_log or schedules")
        @Schema(allowableValues = {"send_log", "schedules"})
        String kind,

        @Nullable LocalDate from,
        @Nullable LocalDate until,

        @Nullable @Size(max = 64) String timeZone,

        @Nullable Long organizationId,
        @Nullable Long roomId,

        @Nullable @Pattern(regexp = "[a-z]{1,20}", message = "A status")
        String status) {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

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
