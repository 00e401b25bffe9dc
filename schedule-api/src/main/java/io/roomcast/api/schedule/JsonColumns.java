package io.roomcast.api.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.roomcast.model.content.ImageRef;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Named;
import org.springframework.stereotype.Component;

/** The JSON columns of kb_schedule, read and written. */
@Component
@RequiredArgsConstructor
class JsonColumns {
    private final ObjectMapper json;

    @Named("images")
    List<ImageRef> images(@Nullable String column) {
        return column == null ? List.of() : read(column, new TypeReference<List<ImageRef>>() {});
    }

    @Named("variables")
    Map<String, String> variables(@Nullable String column) {
        return column == null ? Map.of() : read(column, new TypeReference<Map<String, String>>() {});
    }

    @Named("times")
    List<String> times(String column) {
        return read(column, new TypeReference<List<String>>() {});
    }

    @Named("weekdays")
    List<String> weekdays(@Nullable String column) {
        return column == null ? List.of() : Arrays.asList(column.split(",", -1));
    }

    @Nullable
    String write(Map<String, String> values) {
        return values.isEmpty() ? null : writeValue(values);
    }

    @Nullable
    String write(List<ImageRef> images) {
        return images.isEmpty() ? null : writeValue(images);
    }

    private String writeValue(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T read(String column, TypeReference<T> type) {
        try {
            return json.readValue(column, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
