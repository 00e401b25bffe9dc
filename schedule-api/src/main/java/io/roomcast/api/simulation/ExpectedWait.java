package io.roomcast.api.simulation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.roomcast.model.occurrence.ReasonDetail;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param reason as {@link io.roomcast.model.occurrence.WaitReason}, or PHONE: the phone is with other messages
 * @param rule the rule and its figures, or what a person gave as a reason
 * @param until when this wait is over
 * @param behind title of the message that it collides with, of its room (GAP) or on its phone (PHONE): empty where the reader may
 *     not know it; null where it waits for none of those that are reckoned
 */
record ExpectedWait(
        String reason,
        @Nullable String rule,
        Instant until,
        @Nullable String behind) {
    ExpectedWait(String reason, @Nullable String rule, Instant until) {
        this(reason, rule, until, null);
    }

    @JsonProperty(value = "ruleKo", access = JsonProperty.Access.READ_ONLY)
    @Nullable
    String ruleKo() {
        return ReasonDetail.inKorean(reason, rule);
    }
}
