package io.roomcast.api.holiday;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** @param date in Korea @param origin statutory or added; told by the server only */
record Holiday(
        @NotNull LocalDate date,
        @NotBlank @Size(max = 100) String name,

        @Schema(accessMode = Schema.AccessMode.READ_ONLY) @Nullable
        String origin) {}
