package io.roomcast.benchmark.trigger;

import io.roomcast.benchmark.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Roomcast's own schedules for the benchmark: daily ones in 500 rooms. */
public final class Schedules {
    public static final int ROOMS = 500;

    private static final String FAR = "2090-01-01 00:00:00";

    private Schedules() {}

    /** As many as there are to be, rooms in turn. */
    public static void create(Connection connection, int count, int rooms) throws SQLException {
        Jdbc.execute(
                connection,
                "INSERT IGNORE INTO kb_organization (id, parent_id, level, code, name, path) VALUES (1, NULL,"
                        + " 'headquarters', 'hq', 'hq', '/1/')");
        Jdbc.execute(
                connection,
                "INSERT IGNORE INTO kb_bot (id, organization_id, name, gateway, endpoint) VALUES (1, 1, 'benchmark', 'log', 'http://x')");
        for (int room = 1; room <= rooms; room++) {
            Jdbc.execute(
                    connection,
                    "INSERT IGNORE INTO kb_room (id, organization_id, bot_id, channel_id, name, kind) VALUES (" + room
                            + ", 1, 1, '" + room + "', 'r', 'operation')");
        }
        long have = Jdbc.number(connection, "SELECT COUNT(*) FROM kb_schedule");
        if (have > count) {
            clear(connection);
            Jdbc.execute(connection, "DELETE FROM kb_schedule ORDER BY id DESC LIMIT " + (have - count));
            have = count;
        }
        if (have == 0) {
            insert(connection, "SELECT 1 AS n");
            have = 1;
        }
        while (have < count) {
            long more = Math.min(have, count - have);
            insert(connection, "SELECT id AS n FROM kb_schedule ORDER BY id LIMIT " + more);
            have += more;
        }
        Jdbc.execute(
                connection,
                "UPDATE kb_schedule SET room_id = 1 + MOD(id, " + rooms + ") WHERE room_id <> 1 + MOD(id, " + rooms
                        + ")");
    }

    private static void insert(Connection connection, String numbers) throws SQLException {
        Jdbc.execute(
                connection,
                "INSERT INTO kb_schedule (title, created_by_type, created_by_id, created_by_mb_id, organization_id, room_id,"
                        + " target_bot_name, target_room_id, message_text, schedule_type, schedule_time, schedule_times,"
                        + " time_zone, valid_from, valid_until, next_send_at) SELECT 'benchmark', 'headquarters', 'hq', 'x', 1, 1,"
                        + " 'benchmark', '1', '안녕하세요, 안내 말씀입니다.', 'daily', '00:00:00', '[\"00:00:00\"]', 'UTC', '2020-01-01',"
                        + " '2099-01-01', '" + FAR + "' FROM (" + numbers + ") v");
    }

    /** The first so many fall due at this moment, and nothing is left of what was due before. */
    static void makeDue(Connection connection, int count, Instant due) throws SQLException {
        String moment = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").format(due.atZone(ZoneOffset.UTC));
        String time = moment.substring(11);
        clear(connection);
        Jdbc.execute(
                connection,
                "UPDATE kb_schedule SET next_send_at = '" + moment + "', schedule_time = '" + time
                        + "', schedule_times = '[\"" + time + "\"]', run_count = 0 ORDER BY id LIMIT " + count);
    }

    static void clear(Connection connection) throws SQLException {
        Jdbc.execute(
                connection, "UPDATE kb_schedule SET next_send_at = '" + FAR + "' WHERE next_send_at < '" + FAR + "'");
        Jdbc.execute(connection, "DELETE FROM kb_outbox");
        Jdbc.execute(connection, "DELETE FROM kb_occurrence");
    }
}
