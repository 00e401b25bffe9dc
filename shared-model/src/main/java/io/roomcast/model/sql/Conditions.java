package io.roomcast.model.sql;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** Conditions of a query of which any may be absent; each has one parameter, called by its name in the text. */
public final class Conditions {
    private final StringBuilder sql = new StringBuilder();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** @param condition as {@code "status = :status"} @param value null: the condition is left out */
    public Conditions and(String condition, String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        values.put(name, value);
        return and(condition);
    }

    /** One without a parameter. */
    public Conditions and(String condition) {
        sql.append("AND ").append(condition).append(' ');
        return this;
    }

    /** To stand behind a condition that is always there. */
    public String sql() {
        return sql.toString();
    }

    public GenericExecuteSpec bind(GenericExecuteSpec statement) {
        GenericExecuteSpec bound = statement;
        for (var value : values.entrySet()) {
            bound = bound.bind(value.getKey(), value.getValue());
        }
        return bound;
    }
}
