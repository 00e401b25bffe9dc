package io.roomcast.api.occurrence;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.roomcast.model.occurrence.ReasonDetail;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as the API shows it.
 *
 * @param origin SCHEDULE, RUN_NOW, TEST, EVENT, RESEND or BROADCAST
 * @param resendOf the run of which this one sends again what did not arrive
 * @param waitReason why a queued run is not being sent now @param waitDetail the rule and its figures @param notBefore until when
 */
public record Occurrence(
        long id,
        @Nullable Long scheduleId,
        String origin,
        long organizationId,
        long roomId,
        Instant scheduledAt,
        Instant expiresAt,
        int priority,
        String state,
        @Nullable Long resendOf,
        @Nullable String waitReason,
        @Nullable String waitDetail,
        @Nullable Instant notBefore,
        @Nullable String reasonCode,
        @Nullable String reasonDetail,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        List<Part> parts) {
    @JsonProperty(value = "waitDetailKo", access = JsonProperty.Access.READ_ONLY)
    @Nullable
    String waitDetailKo() {
        return ReasonDetail.inKorean(waitReason, waitDetail);
    }

    @JsonProperty(value = "reasonDetailKo", access = JsonProperty.Access.READ_ONLY)
    @Nullable
    String reasonDetailKo() {
        return ReasonDetail.inKorean(reasonCode, reasonDetail);
    }

    /** @param evidence id of the row in the room's own log that shows it */
    public record Part(
            int position,
            String kind,
            String state,
            @Nullable Instant calledAt,
            @Nullable Instant finishedAt,
            @Nullable Instant confirmedAt,
            @Nullable String evidence,
            @Nullable String detail) {
        @JsonProperty(value = "detailKo", access = JsonProperty.Access.READ_ONLY)
        @Nullable
        String detailKo() {
            return ReasonDetail.inKorean(null, detail);
        }
    }
}
