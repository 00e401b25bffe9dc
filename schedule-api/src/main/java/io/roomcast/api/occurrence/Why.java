package io.roomcast.api.occurrence;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.roomcast.model.occurrence.ReasonDetail;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why something has not been sent.
 *
 * @param code stable, for programs
 * @param ko in words @param en in words
 * @param detail the rule and its figures, or what a person gave as a reason
 * @param until when it ends by itself, or the next run comes; absent where it does not, or nobody knows
 * @param occurrenceId the run that waits or has ended so, where there is one
 */
public record Why(
        String code,
        String ko,
        String en,
        @Nullable String detail,
        @Nullable Instant until,
        @Nullable Long occurrenceId) {
    @JsonProperty(value = "detailKo", access = JsonProperty.Access.READ_ONLY)
    @Nullable
    String detailKo() {
        return ReasonDetail.inKorean(code, detail);
    }

    /** In the words of {@link Explanation}. */
    public static Why of(String code, @Nullable String detail, @Nullable Instant until, @Nullable Long occurrenceId) {
        Explanation explanation = Explanation.of(code);
        return new Why(code, explanation.korean(), explanation.english(), detail, until, occurrenceId);
    }

    /** The same, with the moment at which it may be different. */
    public Why until(@Nullable Instant moment) {
        return new Why(code, ko, en, detail, moment, occurrenceId);
    }

    /** Of a run: what its lane wrote down that it waits for, or how it ended. */
    public static Why of(Occurrence run) {
        if (run.finishedAt() == null && run.waitReason() != null) {
            return of(run.waitReason(), run.waitDetail(), run.notBefore(), run.id());
        }
        String code = run.reasonCode() == null ? Explanation.SENT.name() : run.reasonCode();
        return of(code, run.reasonDetail(), null, run.id());
    }
}
