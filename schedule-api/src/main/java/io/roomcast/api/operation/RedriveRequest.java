package io.roomcast.api.operation;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Which dead letter, as a list names it.
 *
 * @param dryRun true: only say what would become of it
 */
record RedriveRequest(
        @NotNull @Size(max = 100) String topic,
        @NotNull @Min(0) Integer partition,
        @NotNull @Min(0) Long offset,
        @NotNull Boolean dryRun) {}
