package io.roomcast.api.holiday;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

record HolidayName(@NotBlank @Size(max = 100) String name) {}
