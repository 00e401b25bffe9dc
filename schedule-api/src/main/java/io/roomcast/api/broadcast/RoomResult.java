package io.roomcast.api.broadcast;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.roomcast.model.occurrence.ReasonDetail;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one room of a broadcast stands.
 *
 * @param occurrenceId its newest run: a retry makes another @param state of that run, or NOT_STARTED
 */
record RoomResult(
        long roomId,
        String roomName,
        String organizationName,
        String botName,
        @Nullable Long occurrenceId,
        String state,
        @Nullable String waitReason,
        @Nullable Instant notBefore,
        @Nullable String reasonCode,
        @Nullable String reasonDetail,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    @JsonProperty(value = "reasonDetailKo", access = JsonProperty.Access.READ_ONLY)
    @Nullable
    String reasonDetailKo() {
        return ReasonDetail.inKorean(reasonCode, reasonDetail);
    }
}
