package io.roomcast.api.holiday;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Holidays to be added, or named anew where they are there; none is taken away. */
record HolidayList(@NotEmpty @Size(max = 1_000) List<@NotNull @Valid Holiday> holidays) {}
