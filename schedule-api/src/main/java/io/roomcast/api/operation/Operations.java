package io.roomcast.api.operation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How things stand at one moment.
 *
 * @param brokerAnswers false: nothing is known of the readers
 * @param readers those that are behind first
 * @param unpublished events that are committed and not handed to the broker yet
 * @param unpublishedSince when the oldest of them was committed; null: there are none
 * @param waiting runs that are due and have not ended, by why they wait, most first
 */
record Operations(
        Instant at,
        boolean brokerAnswers,
        List<Reader> readers,
        long unpublished,
        @Nullable Instant unpublishedSince,
        List<Waiting> waiting) {
    Operations {
        readers = List.copyOf(readers);
        waiting = List.copyOf(waiting);
    }

    /**
     * A group of consumers of one topic.
     *
     * @param behind records that none of them has handled yet
     */
    record Reader(String group, String topic, long behind) {}

    /**
     * @param reason one of the codes of {@code waitReason} of a run; READY: it is its turn
     * @param oldestDueAt when the one was due that has waited longest
     * @param nextAt when the first of them may go on; null: that depends on no moment
     */
    record Waiting(
            String reason,
            long runs,
            Instant oldestDueAt,
            @Nullable Instant nextAt) {}
}
