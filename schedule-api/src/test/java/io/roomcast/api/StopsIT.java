package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** The kill switch: who sees a stop, who lifts it, and what it wakes. */
class StopsIT extends ApiTest {
    private static final Instant FAR = Instant.parse("2080-01-01T00:00:00Z");

    @Test
    void aStopIsSeenByWhomItConcernsAndLiftedByWhomItMay() {
        long stop = stop("agency", "organization", WORLD.branch);

        assertThat(stopsSeenBy("branch")).contains(stop);
        assertThat(stopsSeenBy("other-branch")).doesNotContain(stop);
        lift("branch", stop, 403);
        lift("other-branch", stop, 404);
        assertThat(DATABASE.count("SELECT COUNT(*) FROM kb_stop_guard WHERE open_until > UTC_TIMESTAMP(3)"))
                .isEqualTo(1);

        lift("agency", stop, 200);

        assertThat(stopsSeenBy("branch")).doesNotContain(stop);
    }

    @Test
    void onlyWhatOneMayStopIsStopped() {
        post("agency", "/api/stops", Bodies.stop("all", null), 403);
        post("agency", "/api/stops", Bodies.stop("bot", BOT), 403);
        post("branch", "/api/stops", Bodies.stop("room", OTHER_ROOM), 422);
    }

    /** What waited for the stop was cancelled meanwhile; what slept behind it must wake all the same. */
    @Test
    void liftingAStopWakesWhatSleptBehindIt() {
        long room = WORLD.room(WORLD.branch, BOT);
        long stop = stop("hq", "room", room);
        long behind = sleeping(room);

        lift("hq", stop, 200);

        assertThat(isAwake(behind)).isTrue();
    }

    /** Each ends for itself: what was off before, and what another stop holds, stays so. */
    @Test
    void liftingAStopRestoresExactlyWhatWasOn() {
        long room = WORLD.room(WORLD.branch, BOT);
        long running = WORLD.once(room, FAR, "running");
        long paused = WORLD.once(room, FAR, "paused before");
        DATABASE.execute("UPDATE kb_schedule SET status = 'inactive', status_reason = 'sold out' WHERE id = ?", paused);
        DATABASE.execute("UPDATE kb_room SET paused_until = '2090-01-01', pause_reason = 'moving' WHERE id = ?", room);
        List<Map<String, Object>> before = states(room);
        long ofRoom = stopUntil("hq", "room", room, Duration.ofDays(2));
        long ofBranch = stopUntil("hq", "organization", WORLD.branch, Duration.ofDays(1));

        lift("hq", ofRoom, 200);
        assertThat(stopsSeenBy("branch")).contains(ofBranch).doesNotContain(ofRoom);
        lift("hq", ofBranch, 200);

        assertThat(states(room)).isEqualTo(before);
        assertThat(whyOf(paused)).isEqualTo("SCHEDULE_OFF");
        assertThat(whyOf(running)).isEqualTo("ROOM_PAUSED");
    }

    /** By head office: of everything, and of a phone; each tells what is under way, and wakes what slept behind it. */
    @Test
    void everythingAndAPhoneAreStoppedByHeadOffice() {
        long bot = WORLD.bot("stopped-" + key().substring(0, 8), "log", "http://127.0.0.1:9");
        long room = WORLD.room(WORLD.branch, bot);
        long underWay = Things.occurrence(WORLD.branch, room, "QUEUED");
        DATABASE.execute("UPDATE kb_occurrence SET state = 'SENDING' WHERE id = ?", underWay);
        DATABASE.execute("UPDATE kb_part SET state = 'SENDING' WHERE occurrence_id = ?", underWay);

        for (String scope : List.of("bot", "all")) {
            long behind = sleeping(room);
            JsonNode stopped = post("hq", "/api/stops", Bodies.stop(scope, scope.equals("all") ? null : bot), 201);
            long stop = stopped.at("/stop/id").asLong();
            assertThat(stopped.path("inFlight").asInt()).as(scope).isPositive();
            assertThat(stopsSeenBy("branch")).contains(stop);
            assertThat(whyOf(WORLD.once(room, DATABASE.now().plusSeconds(60), "stopped")))
                    .isEqualTo("STOPPED");
            lift("agency", stop, 403);

            lift("hq", stop, 200);

            assertThat(isAwake(behind)).as(scope).isTrue();
        }
        DATABASE.execute("DELETE FROM kb_schedule WHERE room_id = ?", room);
        DATABASE.execute("DELETE FROM kb_part WHERE room_id = ?", room);
        DATABASE.execute("DELETE FROM kb_occurrence WHERE room_id = ?", room);
    }

    @Test
    void aStopEndsByItself() {
        long room = WORLD.room(WORLD.branch, BOT);
        long stop = stopUntil("hq", "room", room, Duration.ofDays(1));
        assertThat(stopsSeenBy("branch")).contains(stop);

        DATABASE.execute("UPDATE kb_stop SET until_at = UTC_TIMESTAMP(3) WHERE id = ?", stop);

        assertThat(stopsSeenBy("branch")).doesNotContain(stop);
        lift("hq", stop, 404);
    }

    /** Whoever stopped it may have gone since. */
    @Test
    void aStopCanBeLiftedWhenWhoeverMadeItIsGone() {
        WORLD.member(WORLD.agency, "goer", "manager", null);
        long stop = stop("goer", "room", ROOM);
        DATABASE.execute("DELETE FROM kb_member WHERE login_id = 'goer'");

        lift("branch", stop, 403);
        lift("agency", stop, 200);
    }

    private long stop(String login, String scope, long target) {
        return post(login, "/api/stops", Bodies.stop(scope, target), 201)
                .at("/stop/id")
                .asLong();
    }

    private long stopUntil(String login, String scope, long target, Duration from) {
        var body = Bodies.stop(scope, target)
                .put("until", DATABASE.now().plus(from).toString());
        return post(login, "/api/stops", body, 201).at("/stop/id").asLong();
    }

    /** A run that is due and looks again in a while. */
    private static long sleeping(long room) {
        return DATABASE.execute("""
                INSERT INTO kb_occurrence (organization_id, room_id, scheduled_at, expires_at, priority, state, wake_at,
                  content, content_hash)
                VALUES (?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 HOUR, 5, 'QUEUED',
                  UTC_TIMESTAMP(3) + INTERVAL 50 MINUTE, '{}', REPEAT('0', 64))""", WORLD.branch, room);
    }

    private static boolean isAwake(long occurrence) {
        return DATABASE.count(
                        "SELECT COUNT(*) FROM kb_occurrence WHERE id = ? AND wake_at <= UTC_TIMESTAMP(3)", occurrence)
                == 1;
    }

    private static List<Map<String, Object>> states(long room) {
        return DATABASE.query(
                "SELECT s.id, s.status, s.status_reason, s.next_send_at, r.status AS room, r.paused_until, r.pause_reason"
                        + " FROM kb_schedule s JOIN kb_room r ON r.id = s.room_id WHERE r.id = ? ORDER BY s.id",
                room);
    }

    private String whyOf(long schedule) {
        return get("branch", "/api/schedules/" + schedule + "/why").path("code").asText();
    }

    private void lift(String login, long stop, int status) {
        send(login, HttpMethod.DELETE, "/api/stops/" + stop, null, status);
    }

    private List<Long> stopsSeenBy(String login) {
        return get(login, "/api/stops").findValues("id").stream()
                .map(JsonNode::asLong)
                .toList();
    }
}
