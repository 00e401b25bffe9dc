package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** The kill switch: who sees a stop, who lifts it, and what it wakes. */
class StopsIT extends ApiTest {
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
        long behind = DATABASE.execute("""
                INSERT INTO kb_occurrence (organization_id, room_id, scheduled_at, expires_at, priority, state, wake_at,
                  content, content_hash)
                VALUES (?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 HOUR, 5, 'QUEUED',
                  UTC_TIMESTAMP(3) + INTERVAL 50 MINUTE, '{}', REPEAT('0', 64))""", WORLD.branch, room);

        lift("hq", stop, 200);

        assertThat(DATABASE.count(
                        "SELECT COUNT(*) FROM kb_occurrence WHERE id = ? AND wake_at <= UTC_TIMESTAMP(3)", behind))
                .isEqualTo(1);
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

    private void lift(String login, long stop, int status) {
        send(login, HttpMethod.DELETE, "/api/stops/" + stop, null, status);
    }

    private List<Long> stopsSeenBy(String login) {
        return get(login, "/api/stops").findValues("id").stream()
                .map(JsonNode::asLong)
                .toList();
    }
}
