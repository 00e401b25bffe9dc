package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** One message to many rooms: whom it means, who decides, how it stands, how it is stopped and followed. */
class BroadcastsIT extends BroadcastTest {
    @Test
    void aFewRoomsGetItAtOnceEachWithItsOwnName() {
        JsonNode made = post("branch", URI, Bodies.broadcast(rooms.get(0), rooms.get(1)), 201);

        assertThat(made.path("state").asText()).isEqualTo("sending");
        assertThat(made.at("/progress/open").asInt()).isEqualTo(2);
        assertThat(DATABASE.query(
                        "SELECT JSON_UNQUOTE(JSON_EXTRACT(o.content, '$.text')) AS text, r.name, o.priority, o.origin"
                                + " FROM kb_occurrence o JOIN kb_room r ON r.id = o.room_id WHERE o.room_id IN (?, ?)",
                        rooms.get(0),
                        rooms.get(1)))
                .hasSize(2)
                .allSatisfy(row -> {
                    assertThat(row.get("text")).isEqualTo(row.get("name") + " 여러분께 알립니다");
                    assertThat(row).containsEntry("priority", 0).containsEntry("origin", "BROADCAST");
                });
    }

    @Test
    void manyRoomsWaitForASecondPerson() {
        long id = pending();

        assertThat(get("branch", URI + "/" + id).path("state").asText()).isEqualTo("pending");
        assertThat(runs(id)).isZero();
        assertThat(get("agency", URI + "?pending=true").findValuesAsText("id")).contains(Long.toString(id));
        decide("branch", id, "approve", 403);
        decide("other-branch", id, "approve", 404);
        decide("viewer", id, "approve", 403);

        JsonNode approved = decide("agency", id, "approve", 200);

        assertThat(approved.path("state").asText()).isEqualTo("sending");
        assertThat(approved.path("decidedBy").asText()).isEqualTo("agency");
        assertThat(runs(id)).isEqualTo(12);
        assertThat(get("agency", URI + "?pending=true").findValuesAsText("id")).doesNotContain(Long.toString(id));
        decide("agency", id, "approve", 409);
        decide("agency", id, "reject", 409);
        assertThat(runs(id)).isEqualTo(12);
    }

    @Test
    void whatIsRejectedIsNeverSentAndSaysWhy() {
        long id = pending();
        assertThat(post("agency", URI + "/" + id + "/reject", "{}", 422)
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/note");

        JsonNode rejected = decide("agency", id, "reject", 200);

        assertThat(rejected.path("state").asText()).isEqualTo("rejected");
        assertThat(rejected.path("decisionNote").asText()).isEqualTo("확인했습니다");
        assertThat(runs(id)).isZero();
    }

    @Test
    void whatNobodyDecidedInTimeLapses() {
        long id = pending();
        DATABASE.execute("UPDATE kb_broadcast SET lapses_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE id = ?", id);

        assertThat(get("agency", URI + "/" + id).path("state").asText()).isEqualTo("lapsed");
        assertThat(decide("agency", id, "approve", 409).path("detail").asText()).contains("waited");
    }

    @Test
    void theSameKeySendsOnce() {
        String key = key();
        ObjectNode body = Bodies.broadcast(rooms.get(0));

        JsonNode first = send("branch", HttpMethod.POST, URI, key, body, 201);
        JsonNode again = send("branch", HttpMethod.POST, URI, key, body, 201);

        assertThat(again.path("id")).isEqualTo(first.path("id"));
        assertThat(runs(first.path("id").asLong())).isEqualTo(1);
    }

    @Test
    void roomsAreChosenByOrganisationPhoneTagAndName() {
        DATABASE.execute("UPDATE kb_room SET tags = '배달,서울' WHERE id IN (?, ?)", rooms.get(0), rooms.get(1));
        DATABASE.execute("UPDATE kb_room SET tags = '서울' WHERE id = ?", rooms.get(2));
        long phone = DATABASE.count("SELECT bot_id FROM kb_room WHERE id = ?", rooms.get(0));

        assertThat(chosen(target -> target.putArray("botIds").add(phone))).isEqualTo(12);
        assertThat(chosen(target -> {
                    target.putArray("botIds").add(phone);
                    target.putArray("tags").add("배달");
                }))
                .isEqualTo(2);
        assertThat(chosen(target -> {
                    target.putArray("botIds").add(phone);
                    target.putArray("tags").add("배달").add("서울");
                    target.putArray("exceptRoomIds").add(rooms.get(2));
                    target.putArray("roomIds").add(TEST_ROOM);
                }))
                .isEqualTo(3);
        DATABASE.execute("UPDATE kb_room SET status = 'inactive' WHERE id = ?", rooms.get(3));
        assertThat(chosen(target -> {
                    target.putArray("organizationIds").add(WORLD.agency);
                    target.putArray("botIds").add(phone);
                }))
                .isEqualTo(11);
    }

    @Test
    void whatIsNotOnesOwnCannotBeChosen() {
        assertRefused("branch", target -> {}, "/target");
        assertRefused("branch", target -> target.putArray("roomIds").add(OTHER_ROOM), "/target/roomIds/0");
        assertRefused(
                "branch", target -> target.putArray("organizationIds").add(WORLD.agency), "/target/organizationIds/0");
        assertRefused("branch", target -> target.putArray("botIds").add(987_654_321L), "/target/botIds/0");
        assertRefused("branch", target -> target.putArray("tags").add("nowhere"), "/target");
        // Another branch's room is below the agency, but not below the branch on whose behalf it is sent.
        ObjectNode body = Bodies.broadcast(OTHER_ROOM).put("organizationId", WORLD.branch);
        assertThat(post("agency", URI, body, 422).at("/errors/0/pointer").asText())
                .isEqualTo("/target/roomIds/0");
    }

    @Test
    void cancellingEndsWhatHasNotBeenSent() {
        long id = pending();
        decide("agency", id, "approve", 200);
        DATABASE.execute(
                "UPDATE kb_occurrence SET state = 'SUCCESS', wake_at = NULL, finished_at = UTC_TIMESTAMP(3) WHERE room_id = ?",
                rooms.get(0));

        JsonNode cancelled = post("branch", URI + "/" + id + "/cancel", null, 200);

        assertThat(cancelled.at("/broadcast/state").asText()).isEqualTo("cancelled");
        assertThat(cancelled.at("/broadcast/progress/cancelled").asInt()).isEqualTo(11);
        assertThat(cancelled.at("/broadcast/progress/success").asInt()).isEqualTo(1);
        assertThat(cancelled.path("inFlight").asInt()).isZero();
        post("branch", URI + "/" + id + "/cancel", null, 409);
    }

    /** Approved by another: it goes out at night where head office said why, and waits for the morning where nobody did. */
    @Test
    void anAdvertisementToManyWaitsAtNightUnlessHeadOfficeSaysWhy() {
        ObjectNode advertisement = toAll().put("advertising", true).put("messageText", "(광고) 행사\n무료수신거부 080-000-0000");
        long held = post("branch", URI, advertisement, 201).path("id").asLong();
        decide("agency", held, "approve", 200);
        assertThat(heldAtNight(held)).isEqualTo(12);

        post("branch", URI, advertisement.deepCopy().put("nightReason", "급함"), 422);
        long urgent = post(
                        "hq",
                        URI,
                        advertisement
                                .deepCopy()
                                .put("organizationId", WORLD.branch)
                                .put("nightReason", "제품 회수"),
                        201)
                .path("id")
                .asLong();
        decide("agency", urgent, "approve", 200);
        assertThat(heldAtNight(urgent)).isZero();
        assertThat(runs(urgent)).isEqualTo(12);

        long run = DATABASE.count("SELECT MIN(occurrence_id) FROM kb_broadcast_room WHERE broadcast_id = ?", held);
        DATABASE.execute(
                "UPDATE kb_occurrence SET state = 'FAILED', wake_at = NULL, finished_at = UTC_TIMESTAMP(3) WHERE id = ?",
                run);
        long again = post("branch", "/api/occurrences/" + run + "/resend", null, 202)
                .path("id")
                .asLong();
        assertThat(DATABASE.count("SELECT COUNT(*) FROM kb_occurrence WHERE id = ? AND held_at_night = 1", again))
                .isEqualTo(1);
    }

    private static long heldAtNight(long broadcast) {
        return DATABASE.count(
                "SELECT COUNT(*) FROM kb_broadcast_room m JOIN kb_occurrence o ON o.id = m.occurrence_id"
                        + " WHERE m.broadcast_id = ? AND o.held_at_night = 1",
                broadcast);
    }

    @Test
    void whoMayNotSendAnyMoreDoesNotSendWithAnApproval() {
        WORLD.member(WORLD.branch, "leaver-of-broadcasts", "manager", null);
        long id = post("leaver-of-broadcasts", URI, toAll(), 201).path("id").asLong();
        DATABASE.execute("UPDATE kb_member SET status = 'inactive' WHERE login_id = 'leaver-of-broadcasts'");

        assertThat(decide("agency", id, "approve", 409).path("detail").asText()).contains("leaver-of-broadcasts");

        assertThat(runs(id)).isZero();
        decide("agency", id, "reject", 200);
    }

    @Test
    void whatVariablesLeaveEmptyIsNotSent() {
        ObjectNode body = Bodies.broadcast(rooms.get(0)).put("messageText", "#{nothing}");
        body.putObject("variables").put("nothing", " ");

        assertThat(post("branch", URI, body, 422).at("/errors/0/pointer").asText())
                .isEqualTo("/messageText");
    }

    @Test
    void theReportIsASpreadsheetThatRunsNothing() {
        long id = sending();
        DATABASE.execute("UPDATE kb_room SET name = '=HYPERLINK(\"x\")' WHERE id = ?", rooms.get(0));

        String report = as("branch")
                .get()
                .uri(URI + "/" + id + "/report")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Content-Disposition", "attachment; filename=\"broadcast-" + id + ".csv\"")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(report).startsWith("\uFEFFroom_id,").contains("\"'=HYPERLINK(\"\"x\"\")\"");
        assertThat(report.lines()).hasSize(4);
        JsonNode first = get("branch", URI + "/" + id + "/rooms?limit=2");
        assertThat(first.path("items")).hasSize(2);
        assertThat(get(
                                "branch",
                                URI + "/" + id + "/rooms?limit=2&cursor="
                                        + first.path("nextCursor").asText())
                        .path("items"))
                .hasSize(1);
        assertThat(get("branch", URI + "/" + id + "/rooms?state=FAILED").path("items"))
                .isEmpty();
        send("branch", HttpMethod.GET, URI + "/" + id + "/rooms?state=nonsense", null, 400);
    }

    @Test
    void eachStepOfItIsFollowedToItsEnd() {
        long id = sending();
        var events = new CopyOnWriteArrayList<JsonNode>();
        var following = as("branch")
                .get()
                .uri(URI + "/" + id + "/events")
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(JsonNode.class)
                .getResponseBody()
                .doOnNext(events::add)
                .then()
                .toFuture();

        for (int done = 0; done < 3; done++) {
            int sent = done;
            await(sent + " sent")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> successes(events).contains(sent));
            ended(rooms.get(done), "SUCCESS");
        }

        assertThat(following).succeedsWithin(Duration.ofSeconds(30));
        assertThat(successes(events)).isSorted().endsWith(3);
        assertThat(events.get(events.size() - 1).path("state").asText()).isEqualTo("finished");
    }

    private static List<Integer> successes(List<JsonNode> events) {
        return events.stream()
                .map(event -> event.at("/progress/success").asInt())
                .toList();
    }

    private static long runs(long id) {
        return DATABASE.count(
                "SELECT COUNT(*) FROM kb_broadcast_room m JOIN kb_occurrence o ON o.id = m.occurrence_id"
                        + " WHERE m.broadcast_id = ?",
                id);
    }

    private static ObjectNode to(Consumer<ObjectNode> target) {
        ObjectNode body = Bodies.broadcast();
        target.accept(body.putObject("target"));
        return body;
    }

    private int chosen(Consumer<ObjectNode> target) {
        return post("agency", URI + "/preview", to(target), 200)
                .path("roomCount")
                .asInt();
    }

    private void assertRefused(String login, Consumer<ObjectNode> target, String pointer) {
        assertThat(post(login, URI, to(target), 422).at("/errors/0/pointer").asText())
                .isEqualTo(pointer);
    }
}
