package io.roomcast.api.simulation;

import io.roomcast.api.simulation.SimulationResponse.HolidayAhead;
import io.roomcast.model.quiet.QuietHours;
import io.roomcast.model.quota.SentParts;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.stop.Stops;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * All that one phone has to do, whoever's it is: a room waits for its phone's other rooms, too. What of it the caller may
 * see, {@link Simulations} decides.
 */
@Component
@RequiredArgsConstructor
class PhoneRows {
    private static final String ROOMS = """
            SELECT r.id, r.name, g.path, r.time_zone, r.quotas, %s AS quiet, r.paused_until, r.pause_reason,
                   %s AS stopped_until, r.held_until
            FROM kb_room r JOIN kb_organization g ON g.id = r.organization_id
            WHERE r.bot_id = :bot AND r.status = 'active'""".formatted(QuietHours.column("r", "g"), Stops.until("r", "g"));

    private final DatabaseClient database;

    Mono<List<PhoneRoom>> rooms(long bot) {
        return database.sql(ROOMS)
                .bind("bot", bot)
                .map(Rows.to(PhoneRoom.class))
                .all()
                .collectList();
    }

    /** Active ones with a run before {@code end}, first things first: what is not among the first is sorted by its id alone. */
    Mono<List<PhoneSchedule>> schedules(long bot, Instant end, int limit) {
        return database.sql("""
                        SELECT s.id, s.title, g.path, s.room_id, s.message_text, s.message_images_1 AS message_images1,
                               s.message_images_2 AS message_images2,
                               s.variables, s.send_order, s.send_interval_seconds, s.media_wait_time_1 AS media_wait_time1,
                               s.media_wait_time_2 AS media_wait_time2,
                               s.schedule_type, s.schedule_date, s.schedule_times, s.schedule_weekdays,
                               s.schedule_month_days, s.interval_minutes, s.interval_anchor, s.cron_expression,
                               s.holiday_policy, s.time_zone, s.priority, s.catch_up_window_seconds, s.overlap_policy,
                               s.jitter_seconds, s.max_runs, s.run_count, s.advertising, s.night_reason,
                               s.has_exceptions, s.valid_from, s.valid_until, s.next_send_at
                        FROM (SELECT d.id FROM kb_room r
                                STRAIGHT_JOIN kb_schedule d FORCE INDEX (ix_schedule_room_due) ON d.room_id = r.id
                                STRAIGHT_JOIN kb_organization o ON o.id = d.organization_id
                              WHERE r.bot_id = :bot AND r.status = 'active' AND o.status = 'active' AND d.status = 'active'
                                AND d.next_send_at < :end
                              ORDER BY d.next_send_at, d.id LIMIT :rows) ahead
                        STRAIGHT_JOIN kb_schedule s ON s.id = ahead.id
                        STRAIGHT_JOIN kb_organization g ON g.id = s.organization_id
                        ORDER BY s.next_send_at, s.id""")
                .bind("bot", bot)
                .bind("end", end)
                .bind("rows", limit)
                .map(Rows.to(PhoneSchedule.class))
                .all()
                .collectList();
    }

    Mono<List<OpenRun>> open(long bot, int limit) {
        return database.sql("""
                        SELECT o.id, o.schedule_id, s.title, g.path, o.room_id, o.scheduled_at, o.expires_at, o.window_seconds,
                               o.priority,
                               o.held_at_night, o.content
                        FROM kb_room r JOIN kb_occurrence o ON o.room_id = r.id AND o.state IN ('QUEUED', 'SENDING')
                             JOIN kb_organization g ON g.id = o.organization_id
                             LEFT JOIN kb_schedule s ON s.id = o.schedule_id
                        WHERE r.bot_id = :bot AND r.status = 'active' AND g.status = 'active' AND o.cancel_requested_at IS NULL
                        ORDER BY o.scheduled_at, o.priority, o.id LIMIT :rows""")
                .bind("bot", bot)
                .bind("rows", limit)
                .map(Rows.to(OpenRun.class))
                .all()
                .collectList();
    }

    Mono<List<HadPart>> had(long bot) {
        return database.sql("""
                        SELECT p.occurrence_id, p.room_id, p.kind, p.started_at, p.finished_at
                        FROM kb_room r JOIN kb_part p ON p.room_id = r.id
                        WHERE r.bot_id = :bot AND %s""".formatted(SentParts.RECENT))
                .bind("bot", bot)
                .map(Rows.to(HadPart.class))
                .all()
                .collectList();
    }

    Mono<List<HolidayAhead>> holidays(LocalDate from, LocalDate until) {
        return database.sql("""
                        SELECT holiday_date AS `date`, name FROM kb_holiday
                        WHERE holiday_date BETWEEN :from AND :until ORDER BY holiday_date""")
                .bind("from", from)
                .bind("until", until)
                .map(Rows.to(HolidayAhead.class))
                .all()
                .collectList();
    }
}
