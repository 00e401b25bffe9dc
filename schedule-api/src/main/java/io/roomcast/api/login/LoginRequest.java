package io.roomcast.api.login;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

record LoginRequest(
        @NotBlank @Size(max = 50) String loginId,
        @NotBlank @Size(max = 72) String password) {
    @Override
    public String toString() {
        return "LoginRequest[" + loginId + "]";
    }
}
