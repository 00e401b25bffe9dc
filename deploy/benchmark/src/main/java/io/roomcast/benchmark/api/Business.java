package io.roomcast.benchmark.api;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;

/**
 * A large business in the database: 1,000 organisations, 10,000 rooms on 500 phones, a week of schedules ahead and some weeks
 * of proof behind. Written by statements over whole sets; what is there already is kept.
 */
final class Business {
    static final int ROOMS = 10_000;

    private static final int PHONES = 500;
    private static final int DISTRIBUTORS = 10;
    private static final int AGENCIES = 100;
    private static final int BRANCHES = 889;
    private static final int AT_ONCE = 250_000;
    private static final int DAYS_OF_PROOF = 35;
    private static final long FIRST_RUN = 1_000_000_000;

    private final Connection connection;

    Business(Connection connection) {
        this.connection = connection;
    }

    /** @param report hears how far it is */
    void create(int schedules, int logs, Consumer<String> report) throws SQLException {
        if (count("SELECT COUNT(*) FROM kb_schedule_logs") >= logs
                && count("SELECT COUNT(*) FROM kb_schedule WHERE deleted_at IS NULL") >= schedules) {
            report.accept("The business is there already");
            return;
        }
        report.accept("Organisations, phones and rooms");
        numbers();
        organizations();
        rooms();
        queue();
        for (int first = 0; first < schedules; first += AT_ONCE) {
            report.accept("Schedules from " + first);
            schedules(first, Math.min(schedules, first + AT_ONCE));
            runs(first, Math.min(schedules, first + AT_ONCE));
        }
        for (int first = 0; first < logs; first += AT_ONCE) {
            report.accept("Proof from " + first);
            logs(first, Math.min(logs, first + AT_ONCE), logs, schedules);
            statistics(first, Math.min(logs, first + AT_ONCE));
        }
        for (String table :
                List.of("kb_schedule", "kb_schedule_logs", "kb_occurrence", "kb_stat_hour", "kb_stat_day", "kb_room")) {
            execute("ANALYZE TABLE " + table);
        }
    }

    long count(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void numbers() throws SQLException {
        execute("CREATE TABLE IF NOT EXISTS bench_number (n INT NOT NULL PRIMARY KEY)");
        execute("DELETE FROM bench_number");
        execute("INSERT INTO bench_number VALUES (0)");
        for (int have = 1; have < 1_000; have *= 2) {
            execute("INSERT INTO bench_number SELECT n + %d FROM bench_number WHERE n + %d < 1000"
                    .formatted(have, have));
        }
    }

    private void organizations() throws SQLException {
        organizations("distributor", "headquarters", DISTRIBUTORS, 1);
        organizations("agency", "distributor", AGENCIES, DISTRIBUTORS);
        organizations("branch", "agency", BRANCHES, AGENCIES);
        for (String level : List.of("distributor", "agency", "branch")) {
            execute("""
                    INSERT IGNORE INTO kb_member (organization_id, login_id, name, role, password_hash)
                    SELECT o.id, 'bench-%1$s', 'bench', 'manager', a.password_hash
                    FROM kb_organization o JOIN kb_member a ON a.login_id = 'admin' WHERE o.code = 'bench-%1$s-0'""".formatted(level));
        }
    }

    /** Each under the next of those above, in turn. */
    private void organizations(String level, String above, int count, int parents) throws SQLException {
        String parent = above.equals("headquarters")
                ? "p.level = 'headquarters'"
                : "p.code = CONCAT('bench-%s-', MOD(b.n, %d))".formatted(above, parents);
        execute("""
                INSERT IGNORE INTO kb_organization (parent_id, level, code, name, path)
                SELECT p.id, '%1$s', CONCAT('bench-%1$s-', b.n), CONCAT('%1$s ', b.n), CONCAT(p.path, 'x')
                FROM bench_number b JOIN kb_organization p ON %2$s WHERE b.n < %3$d""".formatted(level, parent, count));
        execute(
                "UPDATE kb_organization o JOIN kb_organization p ON p.id = o.parent_id SET o.path = CONCAT(p.path, o.id, '/')"
                        + " WHERE o.path LIKE '%x'");
    }

    private void rooms() throws SQLException {
        execute("""
                INSERT IGNORE INTO kb_bot (organization_id, name, gateway, endpoint)
                SELECT h.id, CONCAT('bench-', b.n), 'log', 'http://127.0.0.1:9'
                FROM bench_number b JOIN kb_organization h ON h.level = 'headquarters' WHERE b.n < %d""".formatted(PHONES));
        execute(
                "CREATE TABLE IF NOT EXISTS bench_room (n INT NOT NULL PRIMARY KEY, room_id BIGINT NOT NULL,"
                        + " organization_id BIGINT NOT NULL, code VARCHAR(50) NOT NULL, bot VARCHAR(30) NOT NULL, channel_id VARCHAR(30) NOT NULL)");
        execute("DELETE FROM bench_room");
        execute("""
                INSERT IGNORE INTO kb_room (organization_id, bot_id, channel_id, name, kind)
                SELECT o.id, t.id, 9000000 + b.n + 1000 * c.n, CONCAT('room ', b.n + 1000 * c.n), 'operation'
                FROM bench_number b JOIN bench_number c ON c.n < %1$d
                     JOIN kb_organization o ON o.code = CONCAT('bench-branch-', MOD(b.n + 1000 * c.n, %2$d))
                     JOIN kb_bot t ON t.name = CONCAT('bench-', MOD(b.n + 1000 * c.n, %3$d))""".formatted(ROOMS / 1_000, BRANCHES, PHONES));
        execute("""
                INSERT INTO bench_room SELECT r.channel_id - 9000000, r.id, r.organization_id, o.code, t.name, r.channel_id
                FROM kb_room r JOIN kb_organization o ON o.id = r.organization_id JOIN kb_bot t ON t.id = r.bot_id
                WHERE t.name LIKE 'bench-%'""");
    }

    /** The branch that asks has a phone, with rooms of others on it, too; each has a message that waits, that of the branch last. */
    private void queue() throws SQLException {
        execute("UPDATE kb_bot b JOIN kb_organization o ON o.code = 'bench-branch-0' SET b.organization_id = o.id"
                + " WHERE b.name = 'bench-0'");
        execute("""
                INSERT INTO kb_occurrence (organization_id, room_id, scheduled_at, expires_at, priority, state, wake_at, content,
                       content_hash)
                SELECT r.organization_id, r.id, UTC_TIMESTAMP(), UTC_TIMESTAMP() + INTERVAL 10 YEAR, 5, 'QUEUED',
                       UTC_TIMESTAMP() + INTERVAL 10 YEAR, '{"text":"x","images1":[],"images2":[],"order":"TEXT_FIRST"}',
                       REPEAT('0', 64)
                FROM kb_room r JOIN kb_bot b ON b.id = r.bot_id WHERE b.name = 'bench-0' ORDER BY r.id DESC""");
    }

    /** Weekly ones, due at moments spread over the next seven days. */
    private void schedules(int first, int end) throws SQLException {
        execute("""
                INSERT INTO kb_schedule (title, created_by_type, created_by_id, created_by_mb_id, organization_id, room_id,
                       target_bot_name, target_room_id, message_text, schedule_type, schedule_time, schedule_times,
                       schedule_weekdays, status, valid_from, valid_until, next_send_at)
                SELECT CONCAT(ELT(1 + MOD(v.n, 4), '주간 공지 ', '행사 안내 ', '점검 알림 ', '신제품 '), v.n), 'branch', r.code, 'bench',
                       r.organization_id, r.room_id, r.bot, r.channel_id, CONCAT('안녕하세요, 예약 ', v.n, '번의 안내입니다. 오늘도 좋은 하루 보내세요.'),
                       IF(MOD(v.n, 50) = 0, 'daily', 'weekly'), TIME(v.at + INTERVAL 9 HOUR),
                       JSON_ARRAY(TIME_FORMAT(TIME(v.at + INTERVAL 9 HOUR), '%%H:%%i:%%s')), LOWER(DAYNAME(v.at + INTERVAL 9 HOUR)),
                       v.status, UTC_TIMESTAMP(3) - INTERVAL 40 DAY, UTC_TIMESTAMP(3) + INTERVAL 400 DAY,
                       IF(v.status = 'active', v.at, NULL)
                FROM (SELECT a.n * 1000 + b.n + %1$d AS n,
                             UTC_TIMESTAMP() + INTERVAL (MOD((a.n * 1000 + b.n + %1$d) * 7919, 604800)) SECOND AS at,
                             CASE WHEN MOD(a.n * 1000 + b.n + %1$d, 1009) = 0 THEN 'error' WHEN MOD(b.n, 20) = 7 THEN 'inactive'
                                  WHEN MOD(b.n, 25) = 3 THEN 'completed' ELSE 'active' END AS status
                      FROM bench_number a JOIN bench_number b WHERE a.n * 1000 + b.n < %2$d) v
                     JOIN bench_room r ON r.n = MOD(v.n, %3$d)""".formatted(first, end - first, ROOMS));
    }

    /** One that has ended well for each schedule. */
    private void runs(int first, int end) throws SQLException {
        execute("""
                INSERT INTO kb_occurrence (schedule_id, organization_id, room_id, scheduled_at, expires_at, priority, state, content,
                       content_hash, started_at, finished_at)
                SELECT s.id, s.organization_id, s.room_id, UTC_TIMESTAMP(3) - INTERVAL 7 DAY, UTC_TIMESTAMP(3) - INTERVAL 7 DAY, 5,
                       'SUCCESS', '{"text":"x","images1":[],"images2":[],"order":"TEXT_FIRST"}', REPEAT('0', 64),
                       UTC_TIMESTAMP(3) - INTERVAL 7 DAY, UTC_TIMESTAMP(3) - INTERVAL 7 DAY
                FROM kb_schedule s WHERE s.created_by_mb_id = 'bench' ORDER BY s.id DESC LIMIT %d""".formatted(end - first));
    }

    /** Ended runs, oldest first. */
    private void logs(int first, int end, int all, int schedules) throws SQLException {
        double seconds = DAYS_OF_PROOF * 86_400.0 / all;
        String rows = """
                FROM (SELECT a.n * 1000 + b.n + %1$d AS n,
                             UTC_TIMESTAMP() - INTERVAL %4$d DAY + INTERVAL FLOOR((a.n * 1000 + b.n + %1$d) * %5$s) SECOND AS at,
                             CASE WHEN MOD(a.n * 1000 + b.n + %1$d, 997) = 0 THEN 'unknown'
                                  WHEN MOD(b.n, 50) = 11 THEN 'failed' WHEN MOD(b.n, 200) = 9 THEN 'expired' ELSE 'success' END AS status
                      FROM bench_number a JOIN bench_number b WHERE a.n * 1000 + b.n < %2$d) v
                     JOIN bench_room r ON r.n = MOD(v.n * 7919, %3$d)""".formatted(first, end - first, ROOMS, DAYS_OF_PROOF, Double.toString(seconds));
        execute("""
                INSERT INTO kb_schedule_logs (occurrence_id, schedule_id, organization_id, room_id, target_room_id, sent_message_text,
                       send_components, status, confirmed, error_message, api_response, scheduled_at, started_at, completed_at,
                       duration_ms, created_at)
                SELECT %d + v.n, 1 + MOD(v.n, %d), r.organization_id, r.room_id, r.channel_id,
                       IF(v.status = 'success', CONCAT('안녕하세요, 안내 ', v.n, '번입니다. 오늘도 좋은 하루 보내세요.'), NULL),
                       IF(v.status = 'success', 'text', ''), v.status, IF(v.status = 'success', 1, 0),
                       ELT(FIELD(v.status, 'failed', 'unknown', 'expired'), 'REJECTED: Room not found',
                           'OUTCOME_UNKNOWN: No answer', 'WINDOW_PASSED: Its window ended'),
                       '[{"position":0,"kind":"TEXT","state":"CONFIRMED","evidence":"1"}]', v.at, v.at + INTERVAL 2000 MICROSECOND,
                       v.at + INTERVAL 150000 MICROSECOND, 148, v.at\s""".formatted(FIRST_RUN, schedules) + rows);
    }

    /** As the product counts them: the rooms' hours, the rooms' days in Seoul, and the hours of subtrees. */
    private void statistics(int first, int end) throws SQLException {
        String sums = """
                COUNT(*), SUM(l.confirmed), SUM(l.send_components = 'text'), COUNT(l.started_at), 2 * COUNT(*), SUM(l.duration_ms)
                FROM kb_schedule_logs l JOIN kb_room r ON r.id = l.room_id JOIN kb_organization o ON o.id = l.organization_id\s""";
        String ended =
                "WHERE l.occurrence_id >= " + (FIRST_RUN + first) + " AND l.occurrence_id < " + (FIRST_RUN + end);
        String plus = " ON DUPLICATE KEY UPDATE runs = runs + VALUES(runs), confirmed = confirmed + VALUES(confirmed),"
                + " parts = parts + VALUES(parts), started = started + VALUES(started),"
                + " delay_ms = delay_ms + VALUES(delay_ms), send_ms = send_ms + VALUES(send_ms)";
        String reason = "COALESCE(SUBSTRING_INDEX(l.error_message, ':', 1), '') AS code";
        String hour = "DATE_FORMAT(l.scheduled_at, '%Y-%m-%d %H:00:00') AS hour";
        execute("INSERT INTO kb_stat_hour SELECT l.organization_id, " + hour + ", l.room_id, r.bot_id, l.status, "
                + reason + ", " + sums + ended
                + " GROUP BY l.organization_id, hour, l.room_id, r.bot_id, l.status, code" + plus);
        execute(
                "INSERT INTO kb_stat_day SELECT DATE(l.scheduled_at + INTERVAL 9 HOUR) AS day, l.organization_id, l.room_id,"
                        + " r.bot_id, l.status, " + reason + ", " + sums + ended
                        + " GROUP BY day, l.organization_id, l.room_id, r.bot_id, l.status, code" + plus);
        execute("INSERT INTO kb_stat_subtree SELECT a.id, " + hour + ", l.status, " + reason + ", " + sums
                + "JOIN kb_organization p ON p.id = o.parent_id JOIN kb_organization q ON q.id = p.parent_id"
                + " JOIN kb_organization a ON a.id IN (o.id, o.parent_id, p.parent_id, q.parent_id) "
                + ended + " GROUP BY a.id, hour, l.status, code" + plus);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
