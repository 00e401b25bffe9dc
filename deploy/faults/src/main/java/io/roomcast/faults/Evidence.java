package io.roomcast.faults;

import io.roomcast.simulator.Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is there in the end.
 *
 * @param phones the journal of each, in the order of writing
 * @param commands HTTP status of each command that was answered, by its id
 */
record Evidence(List<List<Journal.Entry>> phones, List<Run> runs, Map<String, Integer> commands, Leftovers leftovers) {

    /** A row of {@code kb_occurrence} with its parts and how many rows it has in {@code kb_schedule_logs}. */
    record Run(
            long id,
            long room,
            Instant scheduledAt,
            Instant expiresAt,
            int priority,
            String state,
            String text,
            Instant createdAt,
            @Nullable Instant finishedAt,
            List<Part> parts,
            int logs) {}

    /** @param kind TEXT, IMAGES_1, IMAGES_2 */
    record Part(String kind, String state) {
        boolean isWithPhone() {
            return state.equals("SENT") || state.equals("CONFIRMED");
        }

        boolean mayBeWithPhone() {
            return isWithPhone() || isUnknown();
        }

        boolean isUnknown() {
            return state.equals("UNKNOWN");
        }
    }

    /** What must be nothing once all is quiet. @param words in the logs that nobody should read there */
    record Leftovers(long outbox, long lag, long connections, List<String> files, List<String> words) {}

    List<Journal.Entry> accepted() {
        var all = new ArrayList<Journal.Entry>();
        phones.forEach(phone ->
                phone.stream().filter(it -> it.event().equals("accepted")).forEach(all::add));
        return all;
    }
}
