package io.roomcast.api.login;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param cookie true: the refresh token goes into a cookie that no script can read, for browsers */
record LoginRequest(
        @NotBlank @Size(max = 50) String loginId,
        @NotBlank @Size(max = 72) String password,
        @Nullable Boolean cookie) {
    @Override
    public String toString() {
        return "LoginRequest[" + loginId + "]";
    }
}
