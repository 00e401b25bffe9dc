package io.roomcast.api.login;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param refreshToken null: the one in the browser's cookie */
record RefreshRequest(@Nullable @Size(min = 1, max = 100) String refreshToken) {
    @Override
    public String toString() {
        return "RefreshRequest[…]";
    }
}
