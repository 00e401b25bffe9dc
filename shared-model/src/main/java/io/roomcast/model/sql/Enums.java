package io.roomcast.model.sql;

import java.util.Locale;

/** ENUM columns hold the lower-case names that the original tables use. */
public final class Enums {
    private Enums() {}

    public static String column(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    public static <E extends Enum<E>> E parse(Class<E> type, String column) {
        return Enum.valueOf(type, column.toUpperCase(Locale.ROOT));
    }
}
