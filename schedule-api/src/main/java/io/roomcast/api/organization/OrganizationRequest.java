package io.roomcast.api.organization;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * @param parentId the organisation above; on creation only, the caller's own when absent. The level follows from it
 * @param code dt_id, ag_id or br_id
 * @param quietFrom its rooms and those below get nothing from then on, local to the room @param quietUntil up to then
 * @param status active (default) or inactive
 */
record OrganizationRequest(
        @Nullable Long parentId,

        @NotBlank @Size(max = 50) @Pattern(regexp = "[A-Za-z0-9_-]*", message = "Letters, digits, - and _ only")
        String code,

        @NotBlank @Size(max = 100) String name,
        @Nullable LocalTime quietFrom,
        @Nullable LocalTime quietUntil,

        @Nullable @Pattern(regexp = "active|inactive", message = "active or inactive")
        String status) {}
