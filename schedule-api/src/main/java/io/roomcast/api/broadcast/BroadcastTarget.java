package io.roomcast.api.broadcast;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rooms get it: those that are named, and the active operation rooms that fit every filter that is given.
 *
 * @param organizationIds rooms of these and of what is below them @param botIds rooms on these phones
 * @param tags rooms with any of these @param roomIds rooms by name, those of kind test, too
 * @param exceptRoomIds never these
 */
public record BroadcastTarget(
        @Nullable @Size(max = 500) List<@NotNull Long> organizationIds,
        @Nullable @Size(max = 100) List<@NotNull Long> botIds,
        @Nullable @Size(max = 20) List<@NotNull @Size(min = 1, max = 30) String> tags,
        @Nullable @Size(max = BroadcastTarget.MOST_ROOMS) List<@NotNull Long> roomIds,
        @Nullable @Size(max = BroadcastTarget.MOST_ROOMS) List<@NotNull Long> exceptRoomIds) {
    static final int MOST_ROOMS = 5_000;

    @JsonIgnore
    boolean hasFilter() {
        return !orEmpty(organizationIds).isEmpty()
                || !orEmpty(botIds).isEmpty()
                || !orEmpty(tags).isEmpty();
    }

    @JsonIgnore
    boolean isEmpty() {
        return !hasFilter() && orEmpty(roomIds).isEmpty();
    }

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
