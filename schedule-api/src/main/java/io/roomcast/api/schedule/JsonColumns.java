package io.roomcast.api.schedule;

import com.fasterxml.jackson.core.type.TypeReference;
import io.roomcast.model.content.ContentJson;
import io.roomcast.model.content.ImageRef;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Named;
import org.springframework.stereotype.Component;

/** The JSON columns of kb_schedule. */
@Component
class JsonColumns {
    @Named("images")
    List<ImageRef> images(@Nullable String column) {
        return column == null ? List.of() : ContentJson.read(column, new TypeReference<List<ImageRef>>() {});
    }

    @Named("variables")
    Map<String, String> variables(@Nullable String column) {
        return column == null ? Map.of() : ContentJson.read(column, new TypeReference<Map<String, String>>() {});
    }

    @Named("times")
    List<String> times(String column) {
        return ContentJson.read(column, new TypeReference<List<String>>() {});
    }

    @Named("commas")
    List<String> names(@Nullable String column) {
        return column == null ? List.of() : Arrays.asList(column.split(",", -1));
    }
}
