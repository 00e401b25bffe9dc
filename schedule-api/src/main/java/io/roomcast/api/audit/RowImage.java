package io.roomcast.api.audit;

import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * What a row says at a moment, by field in the order of their names. What the engine keeps in it for itself is left out, and
 * of a secret only that there is one, and whether it is another.
 */
record RowImage(String path, String name, Map<String, String> fields) {
    static final RowImage NONE = new RowImage("/", "", Map.of());

    private static final Set<String> LEFT_OUT = Set.of(
            // Of every table.
            "id",
            "audit_path",
            "audit_name",
            "version",
            "created_at",
            "updated_at",
            // Leases, turns and counts of the engine.
            "held_until",
            "lease_owner",
            "lease_epoch",
            "lease_until",
            "busy_until",
            "busy_attempt",
            "next_send_at",
            "last_sent_at",
            "send_count",
            "run_count",
            "has_exceptions",
            "tries",
            "next_try_at",
            "reached",
            "pieces",
            "schedule_time");
    private static final Set<String> SECRETS = Set.of("passwordHash", "secret", "url");
    private static final Set<String> PRIVATE = Set.of("name", "body");
    /** A date and time of a schedule's own zone; all others are UTC. */
    private static final Set<String> LOCAL = Set.of("interval_anchor");

    static RowImage of(Row row, RowMetadata columns) {
        var fields = new TreeMap<String, String>();
        for (var column : columns.getColumnMetadatas()) {
            String name = column.getName();
            Object value = LEFT_OUT.contains(name) ? null : row.get(name);
            if (value != null) {
                fields.put(JdbcUtils.convertUnderscoreNameToPropertyName(name), text(name, value));
            }
        }
        var image = new RowImage(
                Objects.requireNonNullElse(row.get("audit_path", String.class), "/"),
                Objects.requireNonNullElse(row.get("audit_name", String.class), ""),
                fields);
        return image.isPrivate() ? new RowImage(image.path, "", fields) : image;
    }

    /** There is no such row, or not for the caller. */
    boolean isNone() {
        return equals(NONE);
    }

    /** A template that one member alone sees: its text is nobody else's business, not even here. */
    private boolean isPrivate() {
        return !fields.getOrDefault("ownerId", "0").equals("0");
    }

    /** What has to be done to this to get that. */
    List<FieldChange> changesTo(RowImage after) {
        var names = new TreeSet<>(fields.keySet());
        names.addAll(after.fields.keySet());
        var changes = new ArrayList<FieldChange>();
        for (String name : names) {
            String was = fields.get(name);
            String is = after.fields.get(name);
            if (!Objects.equals(was, is)) {
                changes.add(new FieldChange(name, shown(name, was), after.shown(name, is)));
            }
        }
        return changes;
    }

    private @Nullable String shown(String field, @Nullable String value) {
        boolean secret = SECRETS.contains(field) || (isPrivate() && PRIVATE.contains(field));
        return secret && value != null ? "***" : value;
    }

    private static String text(String column, Object value) {
        if (value instanceof LocalDateTime moment && !LOCAL.contains(column)) {
            return moment.toInstant(ZoneOffset.UTC).toString();
        }
        return value instanceof Object[] set
                ? Arrays.stream(set).map(Object::toString).collect(Collectors.joining(","))
                : value.toString();
    }
}
