package io.roomcast.model.sql;

import io.r2dbc.spi.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * Binds one value after the other to a statement of many rows. All at once in the end: {@code bind} copies what is bound
 * already for each further value, which of thousands of values made most of the time of a claim.
 */
public final class Binder {
    private final GenericExecuteSpec statement;
    private final List<Object> values = new ArrayList<>();

    public Binder(GenericExecuteSpec statement) {
        this.statement = statement;
    }

    public Binder add(Object value) {
        values.add(value);
        return this;
    }

    public Binder add(@Nullable Object value, Class<?> type) {
        values.add(value == null ? Parameters.in(type) : value);
        return this;
    }

    /** With everything that was added. */
    public GenericExecuteSpec statement() {
        return values.isEmpty() ? statement : statement.bindValues(values);
    }
}
