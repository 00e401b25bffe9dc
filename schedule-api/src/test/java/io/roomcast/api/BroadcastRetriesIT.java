package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What of a broadcast did not arrive is sent again: where, what of it, and once. */
class BroadcastRetriesIT extends BroadcastTest {
    @Test
    void onlyRoomsWhereItFailedGetItAgain() {
        long id = sending();
        ended(rooms.get(0), "FAILED");
        ended(rooms.get(1), "UNKNOWN");
        ended(rooms.get(2), "SUCCESS");

        JsonNode retried = post("branch", URI + "/" + id + "/retry", null, 200);

        assertThat(retried.path("rooms").asInt()).isEqualTo(1);
        assertThat(retried.at("/broadcast/progress/open").asInt()).isEqualTo(1);
        assertThat(retried.at("/broadcast/progress/unknown").asInt()).isEqualTo(1);
        assertThat(retried.at("/broadcast/state").asText()).isEqualTo("sending");
        post("branch", URI + "/" + id + "/retry", null, 409);
    }

    @Test
    void whatWasCutShortOrTooLateGetsWhatItMisses() {
        long id = sending();
        ended(rooms.get(0), "PARTIAL");
        ended(rooms.get(1), "EXPIRED");
        ended(rooms.get(2), "SUCCESS");
        long cut = DATABASE.count("SELECT id FROM kb_occurrence WHERE room_id = ?", rooms.get(0));
        DATABASE.execute(
                "UPDATE kb_occurrence SET content = JSON_SET(content, '$.images1', JSON_ARRAY(JSON_OBJECT("
                        + "'id', 1, 'sha256', 'abc', 'name', 'x', 'mediaType', 'image/png'))) WHERE id = ?",
                cut);
        DATABASE.execute(
                "INSERT INTO kb_part (occurrence_id, room_id, position, kind, state) VALUES (?, ?, 0, 'TEXT', 'CONFIRMED'), (?, ?, 1, 'IMAGES_1', 'FAILED')",
                cut,
                rooms.get(0),
                cut,
                rooms.get(0));

        assertThat(post("branch", URI + "/" + id + "/retry", null, 200)
                        .path("rooms")
                        .asInt())
                .isEqualTo(2);

        assertThat(DATABASE.query("SELECT CAST(content AS CHAR) AS c FROM kb_occurrence WHERE resend_of = ?", cut))
                .singleElement()
                .satisfies(
                        row -> assertThat((String) row.get("c")).contains("abc").doesNotContain("알립니다"));
        assertThat(get("branch", URI + "/" + id).at("/progress/open").asInt()).isEqualTo(2);
    }

    /** One that cannot be sent again does not keep back the others; all of it in few statements. */
    @Test
    void whatCannotBeSentAgainIsLeftOut() {
        long id = pending();
        decide("agency", id, "approve", 200);
        rooms.forEach(room -> ended(room, "FAILED"));
        DATABASE.execute(
                "UPDATE kb_occurrence SET content = JSON_REMOVE(content, '$.text') WHERE room_id = ?", rooms.get(4));

        JsonNode retried = post("branch", URI + "/" + id + "/retry", null, 200);

        assertThat(retried.path("rooms").asInt()).isEqualTo(11);
        assertThat(retried.at("/broadcast/progress/open").asInt()).isEqualTo(11);
        assertThat(retried.at("/broadcast/progress/failed").asInt()).isEqualTo(1);
        assertThat(DATABASE.count(
                        "SELECT COUNT(*) FROM kb_occurrence o JOIN kb_broadcast_room m ON m.occurrence_id = o.id"
                                + " WHERE m.broadcast_id = ? AND o.resend_of IS NOT NULL AND o.wake_at <= UTC_TIMESTAMP(3)",
                        id))
                .isEqualTo(11);
    }

    /** Sent again by itself after the whole was cancelled: that is a run of its own, not one of what was cancelled. */
    @Test
    void aRunOfACancelledBroadcastThatIsSentAgainIsSent() {
        long id = sending();
        post("branch", URI + "/" + id + "/cancel", null, 200);
        long cancelled = DATABASE.count("SELECT id FROM kb_occurrence WHERE room_id = ?", rooms.get(0));

        long again = post("branch", "/api/occurrences/" + cancelled + "/resend", null, 202)
                .path("id")
                .asLong();

        assertThat(get("branch", URI + "/" + id + "/rooms").findValuesAsText("occurrenceId"))
                .doesNotContain(Long.toString(again));
        assertThat(get("branch", URI + "/" + id).at("/progress/cancelled").asInt())
                .isEqualTo(3);
        assertThat(DATABASE.count("SELECT COUNT(*) FROM kb_occurrence WHERE id = ? AND state = 'QUEUED'", again))
                .isEqualTo(1);
    }

    /** Whoever sends one room's run again by itself does not take it out of the broadcast. */
    @Test
    void aRunThatIsSentAgainTakesItsPlace() {
        long id = sending();
        ended(rooms.get(0), "FAILED");
        long failed = DATABASE.count("SELECT id FROM kb_occurrence WHERE room_id = ?", rooms.get(0));

        long again = post("branch", "/api/occurrences/" + failed + "/resend", null, 202)
                .path("id")
                .asLong();

        assertThat(get("branch", URI + "/" + id).at("/progress/failed").asInt()).isZero();
        assertThat(get("branch", URI + "/" + id + "/rooms").findValuesAsText("occurrenceId"))
                .contains(Long.toString(again));
        post("branch", URI + "/" + id + "/retry", null, 409);
    }
}
