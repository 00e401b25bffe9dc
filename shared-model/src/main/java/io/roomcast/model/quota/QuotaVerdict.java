package io.roomcast.model.quota;

import io.roomcast.model.occurrence.WaitReason;
import java.time.Instant;

public sealed interface QuotaVerdict {
    record Admit() implements QuotaVerdict {}

    /** @param until the first moment at which the rule that refused would admit; another rule may then refuse */
    record Defer(WaitReason reason, String rule, Instant until) implements QuotaVerdict {}
}
