package io.roomcast.model.sql;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** ENUM columns hold the lower-case names that the original tables use. */
public final class Enums {
    private static final ClassValue<Map<String, Enum<?>>> BY_COLUMN = new ClassValue<>() {
        @Override
        protected Map<String, Enum<?>> computeValue(Class<?> type) {
            return Arrays.stream(type.getEnumConstants())
                    .map(value -> (Enum<?>) value)
                    .collect(Collectors.toMap(Enums::column, Function.identity()));
        }
    };

    private Enums() {}

    public static String column(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    public static <E extends Enum<E>> E parse(Class<E> type, String column) {
        Enum<?> known = BY_COLUMN.get(type).get(column);
        return known == null ? Enum.valueOf(type, column.toUpperCase(Locale.ROOT)) : type.cast(known);
    }
}
