package io.roomcast.api.simulation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.roomcast.model.occurrence.ReasonDetail;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param reason as {@link io.roomcast.model.occurrence.WaitReason}, or PHONE: the phone is with other messages
 * @param rule the rule and its figures, or what a person gave as a reason
 * @param until when this wait is over
 */
record ExpectedWait(String reason, @Nullable String rule, Instant until) {
    @JsonProperty(value = "ruleKo", access = JsonProperty.Access.READ_ONLY)
    @Nullable
    String ruleKo() {
        return ReasonDetail.inKorean(reason, rule);
    }
}
