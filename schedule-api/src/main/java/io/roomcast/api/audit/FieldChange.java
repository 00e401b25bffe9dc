package io.roomcast.api.audit;

import org.jspecify.annotations.Nullable;

/** One field of what was changed. @param before null: there was none @param after null: there is none any more */
public record FieldChange(
        String field, @Nullable String before, @Nullable String after) {}
