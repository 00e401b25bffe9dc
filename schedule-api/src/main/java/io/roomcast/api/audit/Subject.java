package io.roomcast.api.audit;

/** What an entry tells of, and how its row says whose it is and what it is called. */
public enum Subject {
    ORGANIZATION("kb_organization", "t.path", "t.name"),
    MEMBER("kb_member", Sql.PATH, "t.login_id"),
    BOT("kb_bot", Sql.PATH, "t.name"),
    ROOM("kb_room", Sql.PATH, "t.name"),
    TEMPLATE("kb_template", Sql.PATH, "t.name"),
    IMAGE("kb_image", Sql.PATH, "t.name"),
    SCHEDULE("kb_schedule", Sql.PATH, "t.title"),
    OCCURRENCE("kb_occurrence", Sql.PATH, "(SELECT name FROM kb_room WHERE id = t.room_id)"),
    BROADCAST("kb_broadcast", Sql.PATH, "t.title"),
    STOP("kb_stop", Sql.STOPPED_PATH, "t.reason"),
    GRANT("kb_grant", Sql.PATH, "(SELECT login_id FROM kb_member WHERE id = t.member_id)"),
    ALERT_CHANNEL("kb_alert_channel", Sql.PATH, "t.name"),
    EXPORT("kb_export", Sql.PATH, "t.kind"),
    /** No row of a single organisation's, as the next. */
    HOLIDAY,
    STATISTICS,
    DEAD_LETTER,
    /** The record itself. */
    AUDIT;

    private final String table;
    private final String path;
    private final String name;

    Subject() {
        this("", "", "");
    }

    Subject(String table, String path, String name) {
        this.table = table;
        this.path = path;
        this.name = name;
    }

    /** The row {@code :id} as far as it lies within {@code :scope}, with {@code audit_path} and {@code audit_name}. */
    String select() {
        return "SELECT t.*, %2$s AS audit_path, %3$s AS audit_name FROM %1$s t WHERE t.id = :id AND %2$s LIKE :scope "
                .formatted(table, path, name);
    }

    private static final class Sql {
        static final String PATH = "(SELECT path FROM kb_organization WHERE id = t.organization_id)";
        static final String STOPPED_PATH = """
                COALESCE(
                  (SELECT path FROM kb_organization WHERE t.scope = 'organization' AND id = t.target_id),
                  (SELECT g.path FROM kb_room r JOIN kb_organization g ON g.id = r.organization_id
                   WHERE t.scope = 'room' AND r.id = t.target_id),
                  t.created_by_path)""";

        private Sql() {}
    }
}
