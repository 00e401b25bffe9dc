package io.roomcast.api.schedule;

import io.roomcast.api.access.Caller;
import io.roomcast.api.occurrence.Occurrences;
import io.roomcast.api.occurrence.Reasons;
import io.roomcast.api.occurrence.Why;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.model.occurrence.ReasonDetail;
import io.roomcast.model.occurrence.WaitReason;
import io.roomcast.model.quiet.QuietHours;
import io.roomcast.model.quota.QuotaVerdict.Defer;
import io.roomcast.model.quota.Quotas;
import io.roomcast.model.quota.RoomQuotas;
import io.roomcast.model.quota.SentPart;
import io.roomcast.model.quota.SentParts;
import io.roomcast.model.recurrence.HolidayPolicy;
import io.roomcast.model.schedule.RunException;
import io.roomcast.model.schedule.TimeRules;
import io.roomcast.model.sql.Enums;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.stop.Stops;
import io.roomcast.model.time.DatabaseClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Why a schedule sends nothing now: what a run of it waits for, else what will stand in the way of the next one, else the holiday
 * that keeps a day from being the next, else how the last one ended where that was not well.
 */
@Component
@RequiredArgsConstructor
class WhyNot {
    private static final String OBSTACLES =
            """
            SELECT r.name AS room_name, r.time_zone, r.quotas, r.paused_until, r.pause_reason, %s AS stopped_until, %s AS stop_reason, %s AS quiet, b.name AS bot_name,
                   IF(r.status = 'active' AND g.status = 'active' AND o.status = 'active' AND g.path LIKE CONCAT(o.path, '%%'), 1, 0) AS open, IF(b.status = 'active', 1, 0) AS reachable
            FROM kb_room r JOIN kb_organization g ON g.id = r.organization_id JOIN kb_bot b ON b.id = r.bot_id
                 JOIN kb_organization o ON o.id = :organization
            WHERE r.id = :room""".formatted(Stops.until("r", "g"), Stops.reason("r", "g"), QuietHours.column("r", "g"));

    /** For a holiday, where the next run is far or there is none. */
    private static final Duration LOOK_AHEAD = Duration.ofDays(31);

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm VV", Locale.ROOT);

    private final ScheduleRows rows;
    private final Occurrences occurrences;
    private final Reasons reasons;
    private final SentParts sentParts;
    private final TimeRules timeRules;
    private final Quotas quotas;
    private final DatabaseClient database;
    private final DatabaseClock clock;

    private record Obstacles(
            String roomName,
            String timeZone,
            @Nullable RoomQuotas quotas,
            @Nullable Instant pausedUntil,
            @Nullable String pauseReason,
            @Nullable Instant stoppedUntil,
            @Nullable String stopReason,
            @Nullable String quiet,
            String botName,
            long open,
            long reachable) {
        ZoneId zone() {
            return ZoneId.of(timeZone);
        }

        QuietHours quietHours() {
            return QuietHours.parse(quiet);
        }
    }

    Mono<Why> of(Caller caller, long id) {
        return rows.find(caller, id)
                .switchIfEmpty(Mono.error(ProblemException::notFound))
                .flatMap(found -> occurrences
                        .oldestOpen(caller, id)
                        .flatMap(run -> reasons.of(caller, run))
                        .switchIfEmpty(Mono.defer(() -> withoutRun(caller, found))));
    }

    private Mono<Why> withoutRun(Caller caller, ScheduleRow found) {
        return switch (found.status()) {
            case "inactive" -> Mono.just(Why.of("SCHEDULE_OFF", found.statusReason(), null, null));
            case "error" -> Mono.just(Why.of("SCHEDULE_BROKEN", found.statusReason(), null, null));
            default ->
                beforeNext(found)
                        .switchIfEmpty(Mono.defer(() -> onHoliday(found)))
                        .switchIfEmpty(Mono.defer(() -> afterLast(caller, found)));
        };
    }

    /** What will stand in the way at the next moment; an obstacle that will be gone by then is none. */
    private Mono<Why> beforeNext(ScheduleRow found) {
        Instant next = found.nextSendAt();
        if (next == null) {
            return Mono.empty();
        }
        return database.sql(OBSTACLES)
                .bind("room", found.roomId())
                .bind("organization", found.organizationId())
                .map(Rows.to(Obstacles.class))
                .one()
                .flatMap(obstacles -> Mono.justOrEmpty(at(next, found, obstacles))
                        .switchIfEmpty(Mono.defer(() -> quota(next, found, obstacles))));
    }

    /** Reckoned with what the room has had so far: what it gets until then may make it more. One that is due is judged anew. */
    private Mono<Why> quota(Instant next, ScheduleRow found, Obstacles obstacles) {
        return next.isAfter(clock.now())
                ? Mono.zip(sentParts.of(found.roomId()), exceptions(found))
                        .flatMap(both -> Mono.justOrEmpty(
                                quota(next, obstacles, both.getT1(), parts(next, found, obstacles, both.getT2()))))
                : Mono.empty();
    }

    private @Nullable Why quota(Instant next, Obstacles obstacles, List<SentPart> had, int parts) {
        return quotas.with(obstacles.quotas()).decide(had, parts, next, obstacles.zone()) instanceof Defer defer
                ? Why.of(defer.reason().name(), defer.rule(), defer.until(), null)
                : null;
    }

    private Mono<List<RunException>> exceptions(ScheduleRow found) {
        return found.hasExceptions() ? timeRules.exceptionsOf(found.id()) : Mono.just(List.of());
    }

    private static int parts(Instant next, ScheduleRow found, Obstacles obstacles, List<RunException> exceptions) {
        return found.messageColumns()
                .changedTo(RunException.contentAt(exceptions, next))
                .at(next.atZone(ZoneId.of(found.timeZone())), obstacles.roomName())
                .parts()
                .size();
    }

    private static @Nullable Why at(Instant next, ScheduleRow found, Obstacles obstacles) {
        if (obstacles.open() == 0) {
            return Why.of("ACCESS_REVOKED", ReasonDetail.SWITCHED_OFF.of(), null, null);
        }
        if (lastsPast(obstacles.stoppedUntil(), next)) {
            return Why.of(WaitReason.STOPPED.name(), obstacles.stopReason(), obstacles.stoppedUntil(), null);
        }
        if (lastsPast(obstacles.pausedUntil(), next)) {
            return Why.of(WaitReason.ROOM_PAUSED.name(), obstacles.pauseReason(), obstacles.pausedUntil(), null);
        }
        if (obstacles.reachable() == 0) {
            return Why.of(WaitReason.BOT_DOWN.name(), ReasonDetail.BOT_OFF.of(obstacles.botName()), null, null);
        }
        if (obstacles.quietHours().isQuietAt(next, obstacles.zone())) {
            Instant end = obstacles.quietHours().endAt(next, obstacles.zone());
            return Why.of(
                    WaitReason.QUIET.name(), ReasonDetail.QUIET_HOURS.of(String.valueOf(obstacles.quiet())), end, null);
        }
        boolean isHeld = found.isHeldAtNight() && QuietHours.ADVERTISING_NIGHT.isQuietAt(next, obstacles.zone());
        return isHeld
                ? Why.of(
                        WaitReason.ADVERTISING_NIGHT.name(),
                        ReasonDetail.ADVERTISING_NIGHT.of(),
                        QuietHours.ADVERTISING_NIGHT.endAt(next, obstacles.zone()),
                        null)
                : null;
    }

    /** The first holiday, from today on in its zone, that keeps a day of its rule from being the next. */
    private Mono<Why> onHoliday(ScheduleRow found) {
        if (Enums.column(HolidayPolicy.IGNORE).equals(found.timingColumns().holidayPolicy())) {
            return Mono.empty();
        }
        ZoneId zone = ZoneId.of(found.timeZone());
        Instant midnight = clock.now().atZone(zone).truncatedTo(ChronoUnit.DAYS).toInstant();
        Instant end = midnight.plus(LOOK_AHEAD);
        Instant next = found.nextSendAt() == null || found.nextSendAt().isAfter(end) ? end : found.nextSendAt();
        return exceptions(found)
                .map(exceptions -> found
                        .timingColumns()
                        .toTiming(date -> false, RunException.toExceptions(exceptions))
                        .between(midnight.minusMillis(1), next.minusMillis(1))
                        .stream()
                        .map(kept -> kept.atZone(zone).toLocalDate())
                        .distinct()
                        .toList())
                .flatMap(this::firstHoliday)
                .map(detail -> Why.of("HOLIDAY", detail, found.nextSendAt(), null));
    }

    /** As a detail; empty where none of the days is one. */
    private Mono<String> firstHoliday(List<LocalDate> days) {
        return days.isEmpty()
                ? Mono.empty()
                : database.sql("SELECT holiday_date, name FROM kb_holiday WHERE holiday_date IN (:days)"
                                + " ORDER BY holiday_date LIMIT 1")
                        .bind("days", days)
                        .map(row -> ReasonDetail.HOLIDAY.of(
                                String.valueOf(row.get("holiday_date", LocalDate.class)),
                                String.valueOf(row.get("name", String.class))))
                        .one();
    }

    private Mono<Why> afterLast(Caller caller, ScheduleRow found) {
        return occurrences
                .newest(caller, found.id())
                .filter(last -> last.reasonCode() != null)
                .map(last -> Why.of(last).until(found.nextSendAt()))
                .defaultIfEmpty(untilNext(found));
    }

    private Why untilNext(ScheduleRow found) {
        Instant next = found.nextSendAt();
        if (next == null) {
            return Why.of("SCHEDULE_COMPLETED", whyCompleted(found), null, null);
        }
        Instant now = clock.now();
        if (next.isAfter(now)) {
            return Why.of("NOT_DUE", null, next, null);
        }
        String detail = ReasonDetail.DUE_FOR.of(Duration.between(next, now).toSeconds(), found.catchUpWindowSeconds());
        return Why.of("UNCLAIMED", detail, next.plusSeconds(found.catchUpWindowSeconds()), null);
    }

    private static String whyCompleted(ScheduleRow found) {
        return found.maxRuns() != null && found.runCount() >= found.maxRuns()
                ? ReasonDetail.HAD_ALL_RUNS.of(found.maxRuns())
                : ReasonDetail.PAST_VALIDITY.of(MOMENT.format(found.validUntil().atZone(ZoneId.of(found.timeZone()))));
    }

    private static boolean lastsPast(@Nullable Instant end, Instant next) {
        return end != null && end.isAfter(next);
    }
}
