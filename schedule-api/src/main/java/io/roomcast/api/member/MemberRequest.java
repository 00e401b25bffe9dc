package io.roomcast.api.member;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * @param organizationId on creation only; the caller's own when absent
 * @param password 10–72 characters; on a change, absent = as it is
 * @param role manager or viewer
 */
record MemberRequest(
        @Nullable Long organizationId,

        @NotBlank @Size(max = 50) @Pattern(regexp = "[A-Za-z0-9._@-]*", message = "Letters, digits, . _ @ - only")
        String loginId,

        @NotBlank @Size(max = 100) String name,
        @Nullable @Size(min = 10, max = 72) String password,

        @NotNull @Pattern(regexp = "manager|viewer", message = "manager or viewer")
        String role,

        @Nullable @Pattern(regexp = "active|inactive", message = "active or inactive")
        String status) {
    @Override
    public String toString() {
        return "MemberRequest[" + loginId + "]";
    }
}
