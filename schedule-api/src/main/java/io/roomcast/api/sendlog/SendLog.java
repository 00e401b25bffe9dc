package io.roomcast.api.sendlog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.type.TypeReference;
import io.roomcast.model.content.ContentJson;
import io.roomcast.model.occurrence.ReasonDetail;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proof of one run.
 *
 * @param broadcastId of which it is the newest run of its room
 * @param sendComponents what the room got, in order, joined by commas: text, images_1, images_2
 * @param status success, partial, failed, unknown, cancelled, expired or skipped
 * @param confirmed 1 when the room's own log shows every part
 * @param errorMessage the code of the reason, and after a colon its rule and figures
 * @param apiResponse per part: state, times, evidence
 */
public record SendLog(
        long id,
        long occurrenceId,
        @Nullable Long scheduleId,
        @Nullable Long broadcastId,
        long organizationId,
        long roomId,
        String targetRoomId,
        @Nullable String sentMessageText,

        @JsonRawValue @Schema(implementation = Object.class) @Nullable
        String sentImages1,

        @JsonRawValue @Schema(implementation = Object.class) @Nullable
        String sentImages2,

        @Nullable String sendComponents,
        String status,
        int confirmed,
        @Nullable String errorMessage,

        @JsonRawValue @Schema(implementation = Object.class) @Nullable
        String apiResponse,

        Instant scheduledAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Integer durationMs,
        Instant createdAt) {
    private static final String AFTER_CODE = ": ";

    private record Part(@Nullable String detail) {}

    /** Of each part in {@link #apiResponse} its detail, null where it has none. */
    @JsonProperty(value = "partDetailsKo", access = JsonProperty.Access.READ_ONLY)
    List<@Nullable String> partDetailsKo() {
        return apiResponse == null
                ? List.of()
                : ContentJson.read(apiResponse, new TypeReference<List<Part>>() {}).stream()
                        .map(part -> ReasonDetail.inKorean(null, part.detail()))
                        .toList();
    }

    @JsonProperty(value = "errorMessageKo", access = JsonProperty.Access.READ_ONLY)
    @Nullable
    String errorMessageKo() {
        if (errorMessage == null || !errorMessage.contains(AFTER_CODE)) {
            return errorMessage;
        }
        String[] both = errorMessage.split(AFTER_CODE, 2);
        return both[0] + AFTER_CODE + ReasonDetail.inKorean(both[0], both[1]);
    }
}
