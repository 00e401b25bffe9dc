package io.roomcast.api.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.roomcast.model.content.ContentJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One field of what was changed. @param before null: there was none @param after null: there is none any more */
public record FieldChange(
        String field, @Nullable String before, @Nullable String after) {
    /** Each field that an object has, as if it had not been there before. */
    public static List<FieldChange> told(Object details) {
        var changes = new ArrayList<FieldChange>();
        ContentJson.tree(details).fields().forEachRemaining(field -> {
            JsonNode value = field.getValue();
            if (!value.isNull()) {
                changes.add(
                        new FieldChange(field.getKey(), null, value.isTextual() ? value.asText() : value.toString()));
            }
        });
        return changes;
    }
}
