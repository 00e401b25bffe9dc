package io.roomcast.dispatch.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.dispatch.Running;
import io.roomcast.simulator.Fault;
import io.roomcast.simulator.Journal;
import io.roomcast.simulator.Phone;
import io.roomcast.testkit.Zones;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Quiet hours, the night of advertisements, and the kill switch: what waits, for what, until when, and what passes. */
class WaitsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String[] LAVISH = {
        "--roomcast.quota.gap=0s",
        "--roomcast.quota.parts-per-minute=1000",
        "--roomcast.quota.parts-per-hour=1000",
        "--roomcast.quota.parts-per-day=1000",
        "--roomcast.quota.occurrences-per-day=1000"
    };
    private static Running running;

    private final Phone phone = running.phone();
    private final long bot = running.bot(phone);
    private final long room = running.world.room(running.world.branch, bot);
    private final long below = running.world.organization(running.world.branch, "branch", "below-" + phone.port());

    @BeforeAll
    static void start() {
        running = Running.start(2, LAVISH);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @AfterEach
    void liftEverything() {
        running.database.execute("UPDATE kb_stop SET lifted_at = UTC_TIMESTAMP(3) WHERE lifted_at IS NULL");
        running.database.execute("UPDATE kb_stop_guard SET open_until = NULL");
        running.database.execute("UPDATE kb_organization SET quiet_from = NULL, quiet_until = NULL");
    }

    @Test
    void aQuietRoomGetsItsMessagesAfterwardsInOrderHoweverLong() {
        LocalTime until = quiet("kb_room", room);

        long first = running.queue(room, "first");
        long second = running.queue(room, "second");

        awaitReason(first, "QUIET");
        Instant end = momentOf(until);
        assertThat(running.occurrence(first).get("not_before")).isEqualTo(utc(end));
        await("both windows are moved")
                .atMost(SOON)
                .until(() -> utc(end.plusSeconds(300))
                        .equals(running.occurrence(second).get("expires_at")));
        assertThat(running.occurrence(first)).containsEntry("expires_at", utc(end.plusSeconds(300)));

        running.database.execute("UPDATE kb_room SET quiet_from = NULL, quiet_until = NULL WHERE id = ?", room);
        wake();

        running.awaitState(second, "SUCCESS", SOON);
        assertThat(texts()).containsExactly("first", "second");
    }

    @Test
    void theQuietHoursOfAnOrganisationAreThoseOfAllRoomsBelow() {
        running.database.execute("UPDATE kb_room SET time_zone = 'UTC' WHERE id = ?", room);
        quiet("kb_organization", running.world.distributor);

        long id = running.queue(room, "held");

        awaitReason(id, "QUIET");
    }

    @Test
    void anAdvertisementWaitsForTheMorningAndOthersPassIt() {
        night(room);
        long advertisement = running.queue(room, "(광고) sale");
        running.database.execute("UPDATE kb_occurrence SET held_at_night = 1 WHERE id = ?", advertisement);

        awaitReason(advertisement, "ADVERTISING_NIGHT");
        long notice = running.queue(room, "notice");

        running.awaitState(notice, "SUCCESS", SOON);
        assertThat(texts()).containsExactly("notice");
        assertThat((LocalDateTime) running.occurrence(advertisement).get("expires_at"))
                .isEqualTo(((LocalDateTime) running.occurrence(advertisement).get("not_before")).plusSeconds(300));

        running.database.execute(
                "UPDATE kb_room SET time_zone = ? WHERE id = ?", Zones.whereItIs(12, running.database.now()), room);
        running.database.execute("UPDATE kb_occurrence SET aside_until = NULL WHERE id = ?", advertisement);
        wake();

        running.awaitState(advertisement, "SUCCESS", SOON);
    }

    /** Admitted at 20:59, and its phone was busy until nine: it waits as if it had not been admitted. */
    @Test
    void nightThatFallsBeforeTheFirstPartHoldsAnAdvertisementToo() {
        long quietRoom = running.world.room(running.world.branch, bot);
        night(quietRoom);
        long advertisement = running.database.execute("""
                INSERT INTO kb_occurrence (organization_id, room_id, scheduled_at, expires_at, priority, held_at_night, state,
                  wake_at, content, content_hash)
                VALUES (?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 5 MINUTE, 5, 1, 'SENDING', UTC_TIMESTAMP(3),
                  '{"text":"(광고)","images1":[],"images2":[],"order":"TEXT_FIRST"}', REPEAT('0', 64))""", running.world.branch, quietRoom);
        running.database.execute(
                "INSERT INTO kb_part (occurrence_id, room_id, position, kind, state) VALUES (?, ?, 0, 'TEXT', 'PENDING')",
                advertisement,
                quietRoom);

        awaitReason(advertisement, "ADVERTISING_NIGHT");

        assertThat(running.state(advertisement)).isEqualTo("QUEUED");
        assertThat(running.parts(advertisement)).isEmpty();
        long notice = running.queue(quietRoom, "notice");
        running.awaitState(notice, "SUCCESS", SOON);
    }

    @Test
    void aStopHoldsWhatItNamesAndNothingElse() {
        long elsewhere = running.world.room(running.world.branch, running.bot(running.phone()));
        running.database.execute("UPDATE kb_room SET organization_id = ? WHERE id = ?", below, room);
        for (String scope : List.of("room", "bot", "organization", "all")) {
            stop(scope, target(scope));

            long held = running.queue(room, "held by " + scope);
            long other = running.queue(elsewhere, "beside " + scope);

            awaitReason(held, "STOPPED");
            if (!scope.equals("all")) {
                running.awaitState(other, "SUCCESS", SOON);
            }
            liftEverything();
            wake();
            running.awaitState(held, "SUCCESS", SOON);
            running.awaitState(other, "SUCCESS", SOON);
        }
    }

    /** Twenty rooms busy on two replicas: what has started when the stop is committed is all that comes. */
    @Test
    void noPartStartsAfterAStopIsCommitted() {
        List<Long> rooms = IntStream.range(0, 20)
                .mapToObj(i -> running.world.room(running.world.branch, running.bot(slowPhone())))
                .toList();
        for (int i = 0; i < 30; i++) {
            for (long each : rooms) {
                running.queue(each, "busy " + i);
            }
        }
        await("under way")
                .atMost(SOON)
                .until(() -> running.database.count("SELECT COUNT(*) FROM kb_part WHERE started_at IS NOT NULL") > 40);

        stop("organization", running.world.agency);
        long startedByThen = started();

        await("all rest")
                .atMost(SOON)
                .until(() -> running.database.count("SELECT COUNT(*) FROM kb_part WHERE state = 'SENDING'") == 0
                        && running.database.count(
                                        "SELECT COUNT(DISTINCT room_id) FROM kb_occurrence WHERE wait_reason = 'STOPPED' AND room_id >= ?",
                                        rooms.get(0))
                                == rooms.size());
        assertThat(started()).isEqualTo(startedByThen);

        liftEverything();
        wake();
        await("all sent")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(statesIn(rooms)).containsOnly(Map.entry("SUCCESS", 600L)));
    }

    /** So slow that no room has had all its messages before the last of them is there. */
    private static Phone slowPhone() {
        Phone phone = running.phone();
        phone.faults().add(new Fault(Fault.Kind.SLOW, null, null, null, 200L));
        return phone;
    }

    /** What still waits with its reason. */
    private static Map<String, Long> statesIn(List<Long> rooms) {
        return running
                .database
                .query("SELECT room_id, CONCAT_WS(' ', state, wait_reason) AS state FROM kb_occurrence")
                .stream()
                .filter(row -> rooms.contains(row.get("room_id")))
                .collect(Collectors.groupingBy(row -> (String) row.get("state"), Collectors.counting()));
    }

    private static long started() {
        return running.database.count("SELECT COUNT(*) FROM kb_part WHERE attempt_id IS NOT NULL");
    }

    private long target(String scope) {
        return switch (scope) {
            case "room" -> room;
            case "bot" -> bot;
            default -> below;
        };
    }

    /** As the API does it: alone with the guard. */
    private static void stop(String scope, long target) {
        running.database.transaction(
                "SELECT id FROM kb_stop_guard WHERE id = 1 FOR UPDATE",
                "INSERT INTO kb_stop (scope, target_id, reason, until_at, created_by) VALUES ('" + scope + "', "
                        + (scope.equals("all") ? "NULL" : target)
                        + ", 'test', UTC_TIMESTAMP(3) + INTERVAL 1 HOUR, 'hq')",
                "UPDATE kb_stop_guard SET open_until = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR");
    }

    /** From an hour ago to an hour ahead; returns the end. */
    private static LocalTime quiet(String table, long id) {
        LocalTime now =
                running.database.now().atOffset(ZoneOffset.UTC).toLocalTime().truncatedTo(ChronoUnit.SECONDS);
        if (table.equals("kb_room")) {
            running.database.execute("UPDATE kb_room SET time_zone = 'UTC' WHERE id = ?", id);
        }
        running.database.execute(
                "UPDATE " + table + " SET quiet_from = ?, quiet_until = ? WHERE id = ?",
                now.minusHours(1).toString(),
                now.plusHours(1).toString(),
                id);
        return now.plusHours(1);
    }

    private static Instant momentOf(LocalTime time) {
        Instant now = running.database.now();
        Instant today = now.atOffset(ZoneOffset.UTC).toLocalDate().atTime(time).toInstant(ZoneOffset.UTC);
        return today.isAfter(now) ? today : today.plus(1, ChronoUnit.DAYS);
    }

    private static void night(long room) {
        running.database.execute(
                "UPDATE kb_room SET time_zone = ? WHERE id = ?", Zones.whereItIs(23, running.database.now()), room);
    }

    private void awaitReason(long id, String reason) {
        await(reason)
                .atMost(SOON)
                .until(() -> reason.equals(running.occurrence(id).get("wait_reason")));
    }

    /** As the API does it once a reason to wait is gone: alone with the rooms, so that no lane that saw it writes it after. */
    private static void wake() {
        running.database.transaction(
                "SELECT id FROM kb_room ORDER BY id FOR UPDATE",
                "UPDATE kb_occurrence SET wake_at = UTC_TIMESTAMP(3), not_before = NULL, wait_reason = NULL"
                        + " WHERE wake_at IS NOT NULL");
    }

    private static LocalDateTime utc(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    }

    private List<String> texts() {
        return phone.journal().entries().stream()
                .filter(entry -> entry.event().equals("accepted"))
                .map(Journal.Entry::text)
                .toList();
    }
}
