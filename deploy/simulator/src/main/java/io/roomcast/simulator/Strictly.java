package io.roomcast.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Reads bodies as strictly as Iris does: unknown fields, missing ones and wrong types are errors. */
final class Strictly {
    private Strictly() {}

    /** @throws IllegalArgumentException for a field of another name */
    static void only(JsonNode body, Set<String> fields) {
        body.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field)) {
                throw new IllegalArgumentException("Encountered an unknown key '" + field + "'");
            }
        });
    }

    static String text(JsonNode body, String field) {
        if (!body.path(field).isTextual()) {
            throw new IllegalArgumentException("Field '" + field + "' is required, as a string");
        }
        return body.path(field).textValue();
    }

    static long number(JsonNode body, String field) {
        if (!body.path(field).isIntegralNumber() || body.path(field).longValue() < 0) {
            throw new IllegalArgumentException("Field '" + field + "' must be a number, at least 0");
        }
        return body.path(field).longValue();
    }
}
