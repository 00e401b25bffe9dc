package io.roomcast.model.sql;

import io.r2dbc.spi.Readable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

/**
 * Rows as records: the component {@code sentCount} is the column {@code sent_count}. Every component has its column; a
 * primitive one is never null; a list is what stands between commas; a type of one's own is what its {@code valueOf} makes of
 * the text; a record without one is made of columns of the same row.
 *
 * <p>In place of Spring's {@code mapProperties}, which looks for each property among all columns of each row anew: of a page
 * of wide rows that took a quarter of the whole request.
 *
 * @throws java.util.NoSuchElementException for a column that is not there, when a row is read
 */
public final class Rows<T extends Record> implements Function<Readable, T> {
    private static final ClassValue<Rows<?>> KNOWN = new ClassValue<>() {
        @Override
        protected Rows<?> computeValue(Class<?> type) {
            return new Rows<>(type.asSubclass(Record.class));
        }
    };

    private final Constructor<T> constructor;
    private final List<Cell> cells;

    /** One component. @param type as the driver gives it @param valueOf makes the component of it; null: it is one already */
    private record Cell(
            String column,
            Class<?> type,
            boolean isPrimitive,
            boolean isList,
            @Nullable Method valueOf) {
        static Cell of(RecordComponent component) {
            Class<?> type = component.getType();
            Method valueOf = valueOf(type);
            return new Cell(
                    column(component.getName()),
                    type == List.class || valueOf != null ? String.class : ClassUtils.resolvePrimitiveIfNecessary(type),
                    type.isPrimitive(),
                    type == List.class,
                    valueOf);
        }

        @Nullable
        Object in(Readable row) {
            if (type.isRecord()) {
                return Rows.to(type.asSubclass(Record.class)).apply(row);
            }
            Object value = row.get(column, type);
            if (value == null && isPrimitive) {
                throw new IllegalStateException("Column " + column + " is null");
            }
            if (value == null || (!isList && valueOf == null)) {
                return value;
            }
            return isList ? names((String) value) : made((String) value);
        }

        private Object made(String text) {
            try {
                return Objects.requireNonNull(valueOf).invoke(null, text);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Column " + column + " holds no such value", e);
            }
        }

        private static List<String> names(String column) {
            return column.isEmpty() ? List.of() : List.of(column.split(",", -1));
        }

        private static @Nullable Method valueOf(Class<?> type) {
            if (type.isPrimitive() || type.getName().startsWith("java.")) {
                return null;
            }
            return Arrays.stream(type.getMethods())
                    .filter(method -> method.getName().equals("valueOf") && Modifier.isStatic(method.getModifiers()))
                    .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class}))
                    .findFirst()
                    .orElse(null);
        }

        private static String column(String component) {
            return component.replaceAll("(\\p{Upper})", "_$1").toLowerCase(Locale.ROOT);
        }
    }

    private Rows(Class<T> type) {
        constructor = canonical(type);
        constructor.setAccessible(true);
        cells = Arrays.stream(type.getRecordComponents()).map(Cell::of).toList();
    }

    private static <T extends Record> Constructor<T> canonical(Class<T> type) {
        try {
            return type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " is no record", e);
        }
    }

    @SuppressWarnings("unchecked")
    public static <T extends Record> Rows<T> to(Class<T> type) {
        return (Rows<T>) KNOWN.get(type);
    }

    @Override
    public T apply(Readable row) {
        var values = new @Nullable Object[cells.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = cells.get(i).in(row);
        }
        return BeanUtils.instantiateClass(constructor, values);
    }
}
