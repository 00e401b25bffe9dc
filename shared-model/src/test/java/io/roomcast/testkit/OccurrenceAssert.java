package io.roomcast.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** What is on record of an occurrence and of its parts. */
public final class OccurrenceAssert extends AbstractAssert<OccurrenceAssert, Long> {
    private final TestDatabase database;

    private OccurrenceAssert(TestDatabase database, long id) {
        super(id, OccurrenceAssert.class);
        this.database = database;
        as("occurrence %d", id);
    }

    public static OccurrenceAssert assertThatOccurrence(TestDatabase database, long id) {
        return new OccurrenceAssert(database, id);
    }

    public OccurrenceAssert hasState(String state) {
        List<Map<String, Object>> found = database.query("SELECT state FROM kb_occurrence WHERE id = ?", actual);
        Assertions.assertThat(found)
                .as(descriptionText())
                .extracting(row -> row.get("state"))
                .containsExactly(state);
        return this;
    }

    /** In their order. */
    public OccurrenceAssert hasParts(String... states) {
        List<String> found =
                database.query("SELECT state FROM kb_part WHERE occurrence_id = ? ORDER BY position", actual).stream()
                        .map(row -> (String) row.get("state"))
                        .toList();
        Assertions.assertThat(found).as("parts of %s", descriptionText()).isEqualTo(Arrays.asList(states));
        return this;
    }
}
