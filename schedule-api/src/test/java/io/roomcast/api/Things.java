package io.roomcast.api;

import java.time.Instant;

/** Rows that no operation of the API makes as a test needs them: another's, or in a state that takes a dispatcher. */
final class Things {
    private static final Instant FAR = Instant.parse("2080-01-01T00:00:00Z");

    private Things() {}

    static long broadcast(long organization) {
        return ApiTest.DATABASE.execute("""
                INSERT INTO kb_broadcast (organization_id, title, message_text, send_order, send_interval_seconds,
                  media_wait_time_1, media_wait_time_2, target, room_count, priority, window_minutes, advertising, state,
                  lapses_at, created_by, created_by_login)
                VALUES (?, 'x', 'x', 'text_first', 1, 0, 0, '{}', 0, 5, 60, 0, 'pending',
                  UTC_TIMESTAMP(3) + INTERVAL 1 DAY, 0, 'somebody')""", organization);
    }

    static long stop(long room, String login) {
        return ApiTest.DATABASE.execute(
                "INSERT INTO kb_stop (scope, target_id, reason, until_at, created_by)"
                        + " VALUES ('room', ?, 'test', UTC_TIMESTAMP(3) + INTERVAL 1 HOUR, ?)",
                room,
                login);
    }

    static long grant(long organization) {
        return ApiTest.DATABASE.execute("""
                INSERT INTO kb_grant (member_id, organization_id, role, reason, until_at, created_by)
                SELECT id, ?, 'viewer', 'test', UTC_TIMESTAMP(3) + INTERVAL 1 DAY, 'somebody'
                FROM kb_member WHERE login_id = 'viewer'""", organization);
    }

    static long alertChannel(long organization) {
        return ApiTest.DATABASE.execute(
                "INSERT INTO kb_alert_channel (organization_id, kind, name) VALUES (?, 'log', 'x')", organization);
    }

    /** One that is told nothing. */
    static long webhook(long organization) {
        return ApiTest.DATABASE.execute(
                "INSERT INTO kb_alert_channel (organization_id, kind, name, url, secret, status)"
                        + " VALUES (?, 'webhook', 'y', 'https://alerts.example.com/', 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz', 'inactive')",
                organization);
    }

    /** A file of a member that is done and has no row. */
    static long export(String login) {
        return ApiTest.DATABASE.execute("""
                INSERT INTO kb_export (organization_id, member_id, login_id, kind, request, state, next_try_at)
                SELECT organization_id, id, login_id, 'schedules', '{"kind":"schedules"}', 'done', NULL
                FROM kb_member WHERE login_id = ?""", login);
    }

    static long template(long organization) {
        return ApiTest.DATABASE.execute(
                "INSERT INTO kb_template (organization_id, name, body) VALUES (?, UUID(), 'x')", organization);
    }

    static long image(long organization) {
        return ApiTest.DATABASE.execute("""
                INSERT INTO kb_image (organization_id, sha256, name, media_type, size_bytes, width, height, frames, created_by)
                VALUES (?, SHA2(UUID(), 256), 'x', 'image/png', 1, 1, 1, 1, (SELECT MIN(id) FROM kb_member))""", organization);
    }

    /**
     * An occurrence of one text.
     *
     * @param state QUEUED: it still waits; any other is its end
     */
    static long occurrence(long organization, long room, String state) {
        boolean waits = state.equals("QUEUED");
        long id = ApiTest.DATABASE.execute(
                """
                INSERT INTO kb_occurrence (organization_id, room_id, scheduled_at, expires_at, priority, state, wake_at,
                  finished_at, content, content_hash)
                VALUES (?, ?, ?, ?, 5, ?, ?, ?, '{"text":"x","images1":[],"images2":[],"order":"TEXT_FIRST"}',
                  REPEAT('0', 64))""", organization, room, FAR, FAR.plusSeconds(60), state, waits ? FAR : null, waits ? null : FAR);
        ApiTest.DATABASE.execute(
                "INSERT INTO kb_part (occurrence_id, room_id, position, kind, state) VALUES (?, ?, 0, 'TEXT', ?)",
                id,
                room,
                waits ? "PENDING" : state);
        return id;
    }
}
