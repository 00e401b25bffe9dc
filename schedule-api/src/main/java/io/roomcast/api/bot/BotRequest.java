package io.roomcast.api.bot;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param gateway iris or log @param endpoint base URL of the phone, http or https, no slash at its end */
record BotRequest(
        @NotBlank @Size(max = 30) String name,

        @NotNull @Pattern(regexp = "iris|log", message = "iris or log")
        String gateway,

        @NotBlank
        @Size(max = 255)
        @Pattern(
                regexp = "https?://[A-Za-z0-9.\\[\\]:-]+(/[A-Za-z0-9._/-]*[A-Za-z0-9._-])?",
                message = "A URL of http or https without a slash at its end")
        String endpoint,

        @Nullable @Pattern(regexp = "active|inactive", message = "active or inactive")
        String status) {}
