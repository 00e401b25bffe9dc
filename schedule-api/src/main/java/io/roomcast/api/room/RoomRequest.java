package io.roomcast.api.room;

import io.roomcast.model.quota.RoomQuotas;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param organizationId the organisation whose room it is; the caller's own when absent
 * @param kind operation or test
 * @param tags to choose rooms for a broadcast by
 * @param quietFrom it gets nothing from then on, local to it @param quietUntil up to then
 * @param quotas head office only: limits instead of the usual ones
 * @param timeZone IANA name, Asia/Seoul when absent: where the room's calendar day begins
 */
record RoomRequest(
        @Nullable Long organizationId,
        @NotNull Long botId,

        @NotBlank @Pattern(regexp = "\\d{0,19}", message = "Digits only, at most 19")
        String channelId,

        @NotBlank @Size(max = 100) String name,

        @NotNull @Pattern(regexp = "operation|test", message = "operation or test")
        String kind,

        @Nullable @Size(max = 20)
        List<@NotNull @Pattern(regexp = "[^,\\s][^,]{0,29}", message = "1 to 30 characters, no comma") String> tags,

        @Nullable @Size(max = 64) String timeZone,
        @Nullable @Valid RoomQuotas quotas,
        @Nullable LocalTime quietFrom,
        @Nullable LocalTime quietUntil,

        @Nullable @Pattern(regexp = "active|inactive", message = "active or inactive")
        String status) {}
