package io.roomcast.model.sql;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** Binds one value after the other to a statement of many rows. */
public final class Binder {
    private GenericExecuteSpec statement;
    private int index;

    public Binder(GenericExecuteSpec statement) {
        this.statement = statement;
    }

    public Binder add(Object value) {
        statement = statement.bind(index++, value);
        return this;
    }

    public Binder add(@Nullable Object value, Class<?> type) {
        statement = value == null ? statement.bindNull(index++, type) : statement.bind(index++, value);
        return this;
    }

    public GenericExecuteSpec statement() {
        return statement;
    }
}
