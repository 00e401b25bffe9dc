package io.roomcast.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.roomcast.model.occurrence.ReasonDetail;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A phone as the API shows it.
 *
 * @param seenAt its last answer to the question, asked about once a minute, whether it is well
 * @param failingSince the first of the questions since then that had no good answer
 * @param failure of the last question
 */
public record Bot(
        long id,
        long organizationId,
        String name,
        String gateway,
        String endpoint,
        String status,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant seenAt,
        @Nullable Instant failingSince,
        @Nullable String failure) {
    @JsonProperty(value = "failureKo", access = JsonProperty.Access.READ_ONLY)
    @Nullable
    String failureKo() {
        return ReasonDetail.inKorean(null, failure);
    }
}
