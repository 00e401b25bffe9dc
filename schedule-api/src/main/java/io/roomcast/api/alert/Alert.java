package io.roomcast.api.alert;

import io.roomcast.api.sentence.Sentence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is or was wrong.
 *
 * @param state open or ended
 * @param organizationId whose it is
 * @param subject organization, room or phone
 * @param subjectName absent when it is gone
 * @param measured when it was last found, in the kind's unit, as {@code threshold}
 * @param runs over which it was measured; 0: not of runs
 * @param foundAt last
 */
record Alert(
        long id,
        String kind,
        String state,
        long organizationId,
        String organizationName,
        String subject,
        long subjectId,
        @Nullable String subjectName,
        double measured,
        double threshold,
        long runs,
        Sentence sentence,
        Instant openedAt,
        Instant foundAt,
        @Nullable Instant endedAt) {}
