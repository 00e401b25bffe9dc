package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;

/** Whatever changes anything leaves an entry that says who, from where, what and how it was before. */
class AuditIT extends ApiTest {
    private static final Instant FAR = Instant.parse("2080-01-01T00:00:00Z");

    /** They change nothing that anybody keeps. */
    private static final Set<String> LEAVE_NOTHING =
            Set.of("POST /api/schedules/preview", "POST /api/broadcasts/preview", "POST /api/auth/refresh");

    /** One way to do each thing; each runs for itself. */
    private final Map<String, Deed> deeds = deeds();

    private record Deed(String expected, Runnable deed) {}

    @TestFactory
    Stream<DynamicTest> everyChangeLeavesAnEntry() {
        connect();
        return deeds.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    long before = newestId();

                    each.getValue().deed().run();

                    assertThat(DATABASE.query(
                                    "SELECT CONCAT(action, ' ', subject) AS what, address, origin FROM kb_audit_log WHERE id > ?",
                                    before))
                            .anySatisfy(row -> assertThat(row)
                                    .containsEntry("what", each.getValue().expected())
                                    .containsEntry("address", "127.0.0.1")
                                    .containsEntry("origin", "web"));
                }));
    }

    /** What is added to the API has to be added here. */
    @Test
    void nothingThatChangesIsForgotten() {
        var changing = new TreeSet<String>();
        get("hq", "/api/openapi")
                .path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method ->
                                changing.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        changing.removeIf(operation -> operation.startsWith("GET ") || LEAVE_NOTHING.contains(operation));

        assertThat(deeds.keySet()).containsExactlyInAnyOrderElementsOf(changing);
    }

    @Test
    void anEntrySaysWhatWasBeforeAndAfter() {
        long room = WORLD.room(WORLD.branch, BOT);
        ObjectNode body = Bodies.room(WORLD.branch, BOT).put("name", "after").put("kind", "operation");
        body.remove("quietFrom");
        body.remove("quietUntil");

        put("agency", "/api/rooms/" + room, 0, body);

        JsonNode entry = newest("agency", "?subject=room&subjectId=" + room);
        assertThat(entry.path("loginId").asText()).isEqualTo("agency");
        assertThat(entry.path("subjectName").asText()).isEqualTo("after");
        JsonNode name = change(entry, "name");
        assertThat(name.path("before").asText()).startsWith("room ");
        assertThat(name.path("after").asText()).isEqualTo("after");
        assertThat(change(entry, "tags").path("after").asText()).isEqualTo("배달,서울");
        assertThat(change(entry, "kind")).isEmpty();
        assertThat(change(entry, "leaseEpoch")).isEmpty();
    }

    @Test
    void aPasswordIsNeverShown() {
        long member = WORLD.member(WORLD.branch, "secretive-" + key().substring(0, 8), "viewer", "$2a$04$old");

        put("hq", "/api/members/" + member, 0, Bodies.member());

        JsonNode entry = newest("hq", "?subject=member&action=updated&subjectId=" + member);
        assertThat(change(entry, "passwordHash").path("before").asText()).isEqualTo("***");
        assertThat(change(entry, "passwordHash").path("after").asText()).isEqualTo("***");
        assertThat(entry.toString()).doesNotContain("$2a$").doesNotContain("long enough secret");
    }

    @Test
    void whatWasRefusedOrChangedNothingLeavesNoEntry() {
        long schedule = create("branch", Bodies.schedule(ROOM));
        long before = newestId();

        post("branch", "/api/schedules/" + schedule + "/toggle", "{\"active\":true}", 200);
        post("viewer", "/api/schedules/" + schedule + "/toggle", "{\"active\":false}", 403);
        post("branch", "/api/schedules", Bodies.schedule(OTHER_ROOM), 422);

        assertThat(DATABASE.query("SELECT * FROM kb_audit_log WHERE id > ?", before))
                .isEmpty();
    }

    @Test
    void everyoneSeesWhatConcernsTheirOwnAndViewersNothing() {
        long room = WORLD.room(WORLD.branch, BOT);
        post("hq", "/api/rooms/" + room + "/pause", Bodies.pause(), 200);
        String ofRoom = "?subject=room&subjectId=" + room;

        assertThat(newest("branch", ofRoom).path("loginId").asText()).isEqualTo("hq");
        assertThat(get("other-branch", "/api/audit" + ofRoom).path("items")).isEmpty();
        assertThat(get("other-distributor", "/api/audit" + ofRoom).path("items"))
                .isEmpty();
        send("viewer", HttpMethod.GET, "/api/audit", null, 403);
        get("branch", "/api/audit?limit=100")
                .path("items")
                .forEach(entry -> assertThat(DATABASE.count(
                                "SELECT COUNT(*) FROM kb_audit_log a JOIN kb_organization g ON a.organization_path LIKE"
                                        + " CONCAT(g.path, '%') WHERE a.id = ? AND g.id = ?",
                                entry.path("id").asLong(), WORLD.branch))
                        .isEqualTo(1));
    }

    @Test
    void aListIsNarrowedByWhoWhatAndWhen() {
        long template = post("branch", "/api/templates", Bodies.template(), 201)
                .path("id")
                .asLong();
        String about = "&subject=template&subjectId=" + template;

        assertThat(items("?loginId=branch&action=created" + about)).hasSize(1);
        assertThat(items("?loginId=hq" + about)).isEmpty();
        assertThat(items("?action=deleted" + about)).isEmpty();
        assertThat(items("?from=2020-01-01" + about)).hasSize(1);
        assertThat(items("?until=2020-01-01" + about)).isEmpty();
        assertThat(items("?until=2020-01-01&timeZone=UTC" + about)).isEmpty();
        send("hq", HttpMethod.GET, "/api/audit?action=danced", null, 400);
        send("hq", HttpMethod.GET, "/api/audit?subject=moon", null, 400);
        send("hq", HttpMethod.GET, "/api/audit?from=2020-01-01&timeZone=Moon", null, 400);
    }

    @Test
    void whoeverLooksAtMembersIsOnRecord() {
        get("agency", "/api/members?limit=2");

        JsonNode entry = newest("agency", "?subject=member&action=viewed");

        assertThat(entry.path("loginId").asText()).isEqualTo("agency");
        assertThat(change(entry, "ids").path("after").asText()).matches("\\[\\d+,\\d+]");
    }

    @Test
    void signingInIsOnRecordAndFailingToDoSo() {
        long before = newestId();
        String nobody = "nobody-" + key().substring(0, 8);
        signIn("agency", PASSWORD, 200);
        signIn("agency", "wrong", 401);
        signIn(nobody, "wrong", 401);

        assertThat(DATABASE.query("SELECT action, login_id FROM kb_audit_log WHERE id > ? ORDER BY id", before))
                .extracting(row -> row.get("action") + " " + row.get("login_id"))
                .containsExactly("signed_in agency", "sign_in_refused agency", "sign_in_refused " + nobody);
        assertThat(items("?loginId=" + nobody)).hasSize(1);
        assertThat(get("agency", "/api/audit?loginId=" + nobody).path("items")).isEmpty();
    }

    private Map<String, Deed> deeds() {
        var all = new LinkedHashMap<String, Deed>();
        addSignIn(all);
        addOrganizationsAndMembers(all);
        addPhonesAndRooms(all);
        addContents(all);
        addSchedules(all);
        addOccurrences(all);
        addBroadcasts(all);
        addStopsAndHolidays(all);
        return all;
    }

    private void addSignIn(Map<String, Deed> all) {
        all.put("POST /api/auth/login", new Deed("signed_in member", () -> signIn("branch", PASSWORD, 200)));
        all.put("POST /api/auth/logout", new Deed("signed_out member", () -> {
            String refresh =
                    signIn("branch", PASSWORD, 200).path("refreshToken").asText();
            post("branch", "/api/auth/logout", "{\"refreshToken\":\"" + refresh + "\"}", 204);
        }));
    }

    private void addOrganizationsAndMembers(Map<String, Deed> all) {
        add(all, "POST /api/organizations", "created organization", 0, Bodies.organization());
        all.put(
                "PUT /api/organizations/{id}",
                new Deed(
                        "updated organization",
                        () -> put("hq", "/api/organizations/" + organization(), 0, Bodies.organization())));
        all.put(
                "DELETE /api/organizations/{id}",
                new Deed("deleted organization", () -> remove("/api/organizations/" + organization(), 204)));
        add(all, "POST /api/members", "created member", 0, Bodies.member());
        all.put(
                "PUT /api/members/{id}",
                new Deed("updated member", () -> put("hq", "/api/members/" + member(), 0, Bodies.member())));
        all.put("DELETE /api/members/{id}", new Deed("deleted member", () -> remove("/api/members/" + member(), 204)));
    }

    private void addPhonesAndRooms(Map<String, Deed> all) {
        add(all, "POST /api/bots", "created bot", 0, Bodies.bot());
        all.put("PUT /api/bots/{id}", new Deed("updated bot", () -> put("hq", "/api/bots/" + bot(), 0, Bodies.bot())));
        all.put("DELETE /api/bots/{id}", new Deed("deleted bot", () -> remove("/api/bots/" + bot(), 204)));
        add(all, "POST /api/rooms", "created room", 0, Bodies.room(WORLD.branch, BOT));
        all.put(
                "PUT /api/rooms/{id}",
                new Deed("updated room", () -> put("hq", "/api/rooms/" + room(), 0, Bodies.room(WORLD.branch, BOT))));
        all.put("DELETE /api/rooms/{id}", new Deed("deleted room", () -> remove("/api/rooms/" + room(), 204)));
        all.put("POST /api/rooms/{id}/pause", new Deed("paused room", () -> pausedRoom()));
        all.put(
                "POST /api/rooms/{id}/resume",
                new Deed("resumed room", () -> post("hq", "/api/rooms/" + pausedRoom() + "/resume", null, 200)));
    }

    private void addContents(Map<String, Deed> all) {
        all.put("POST /api/templates", new Deed("created template", this::template));
        all.put(
                "PUT /api/templates/{id}",
                new Deed("updated template", () -> put("hq", "/api/templates/" + template(), 0, Bodies.template())));
        all.put(
                "DELETE /api/templates/{id}",
                new Deed("deleted template", () -> remove("/api/templates/" + template(), 204)));
        all.put("POST /api/images", new Deed("created image", this::image));
        all.put("DELETE /api/images/{id}", new Deed("deleted image", () -> remove("/api/images/" + image(), 204)));
    }

    private void addSchedules(Map<String, Deed> all) {
        all.put("POST /api/schedules", new Deed("created schedule", this::schedule));
        all.put(
                "PUT /api/schedules/{id}",
                new Deed(
                        "updated schedule",
                        () -> put(
                                "branch",
                                "/api/schedules/" + schedule(),
                                0,
                                Bodies.schedule(ROOM).put("title", "새 제목"))));
        all.put("DELETE /api/schedules/{id}", new Deed("deleted schedule", () -> delete("branch", schedule())));
        all.put("POST /api/schedules/{id}/restore", new Deed("restored schedule", () -> {
            long id = schedule();
            delete("branch", id);
            post("branch", "/api/schedules/" + id + "/restore", null, 200);
        }));
        all.put(
                "POST /api/schedules/{id}/toggle",
                new Deed(
                        "toggled schedule",
                        () -> post(
                                "branch",
                                "/api/schedules/" + schedule() + "/toggle",
                                Bodies.example("ToggleRequest"),
                                200)));
        all.put(
                "POST /api/schedules/{id}/run-now",
                new Deed(
                        "sent_now schedule",
                        () -> post("branch", "/api/schedules/" + schedule() + "/run-now", null, 202)));
        all.put("PUT /api/schedules/{id}/runs/{originalAt}", new Deed("run_changed schedule", () -> skippedRun()));
        all.put(
                "DELETE /api/schedules/{id}/runs/{originalAt}",
                new Deed("run_restored schedule", () -> send("branch", HttpMethod.DELETE, skippedRun(), null, 200)));
        all.put("POST /api/schedules/bulk", new Deed("toggled schedule", () -> bulkPause()));
        all.put(
                "POST /api/schedules/bulk/{bulkId}/undo",
                new Deed(
                        "toggled schedule",
                        () -> post("branch", "/api/schedules/bulk/" + bulkPause() + "/undo", null, 200)));
        add(all, "POST /api/test-sends", "test_sent occurrence", 202, Bodies.testSend(TEST_ROOM));
    }

    private void addOccurrences(Map<String, Deed> all) {
        all.put(
                "POST /api/occurrences/{id}/cancel",
                new Deed(
                        "cancelled occurrence",
                        () -> post("hq", "/api/occurrences/" + occurrence("QUEUED") + "/cancel", null, 200)));
        all.put(
                "POST /api/occurrences/{id}/settle",
                new Deed(
                        "settled occurrence",
                        () -> post(
                                "hq",
                                "/api/occurrences/" + occurrence("UNKNOWN") + "/settle",
                                Bodies.settlement(),
                                200)));
        all.put(
                "POST /api/occurrences/{id}/resend",
                new Deed(
                        "resent occurrence",
                        () -> post("hq", "/api/occurrences/" + occurrence("FAILED") + "/resend", null, 202)));
    }

    private void addBroadcasts(Map<String, Deed> all) {
        all.put("POST /api/broadcasts", new Deed("created broadcast", () -> broadcast(ROOM)));
        for (String decision : Set.of("approve", "reject")) {
            all.put(
                    "POST /api/broadcasts/{id}/" + decision,
                    new Deed(
                            decision.equals("approve") ? "approved broadcast" : "rejected broadcast",
                            () -> post(
                                    "agency",
                                    "/api/broadcasts/" + pendingBroadcast() + "/" + decision,
                                    Bodies.decision(),
                                    200)));
        }
        all.put(
                "POST /api/broadcasts/{id}/cancel",
                new Deed(
                        "cancelled broadcast",
                        () -> post("branch", "/api/broadcasts/" + pendingBroadcast() + "/cancel", null, 200)));
        all.put("POST /api/broadcasts/{id}/retry", new Deed("retried broadcast", () -> {
            long id = broadcast(ROOM);
            DATABASE.execute(
                    "UPDATE kb_occurrence SET state = 'FAILED', wake_at = NULL WHERE id IN"
                            + " (SELECT occurrence_id FROM kb_broadcast_room WHERE broadcast_id = ?)",
                    id);
            post("branch", "/api/broadcasts/" + id + "/retry", null, 200);
        }));
    }

    private void addStopsAndHolidays(Map<String, Deed> all) {
        all.put("POST /api/stops", new Deed("created stop", this::stop));
        all.put(
                "DELETE /api/stops/{id}",
                new Deed("lifted stop", () -> send("hq", HttpMethod.DELETE, "/api/stops/" + stop(), null, 200)));
        all.put("PUT /api/holidays/{date}", new Deed("updated holiday", () -> holiday("2031-08-08")));
        all.put(
                "POST /api/holidays/import",
                new Deed("updated holiday", () -> post("hq", "/api/holidays/import", Bodies.holidays(), 204)));
        all.put("DELETE /api/holidays/{date}", new Deed("deleted holiday", () -> {
            holiday("2031-09-09");
            send("hq", HttpMethod.DELETE, "/api/holidays/2031-09-09", null, 204);
        }));
    }

    /** @param status 0: created */
    private void add(Map<String, Deed> all, String operation, String expected, int status, ObjectNode body) {
        String uri = operation.substring("POST ".length());
        all.put(operation, new Deed(expected, () -> post("hq", uri, body, status == 0 ? 201 : status)));
    }

    private long organization() {
        return idOf(post("hq", "/api/organizations", Bodies.organization(), 201));
    }

    private long member() {
        return idOf(post("hq", "/api/members", Bodies.member(), 201));
    }

    private long bot() {
        return idOf(post("hq", "/api/bots", Bodies.bot(), 201));
    }

    private long room() {
        return idOf(post("hq", "/api/rooms", Bodies.room(WORLD.branch, BOT), 201));
    }

    private long pausedRoom() {
        long room = room();
        post("hq", "/api/rooms/" + room + "/pause", Bodies.pause(), 200);
        return room;
    }

    private long template() {
        return idOf(post("branch", "/api/templates", Bodies.template(), 201));
    }

    private long schedule() {
        return create("branch", Bodies.example("ScheduleRequest").put("roomId", ROOM));
    }

    /** Returns the address of the run. */
    private String skippedRun() {
        long id = schedule();
        String uri = "/api/schedules/" + id + "/runs/" + dueAts(id).get(0);
        send("branch", HttpMethod.PUT, uri, "{\"skip\":true}", 200);
        return uri;
    }

    private String bulkPause() {
        return post("branch", "/api/schedules/bulk", Bodies.bulk("pause", schedule()), 200)
                .path("bulkId")
                .asText();
    }

    private static long occurrence(String state) {
        boolean open = state.equals("QUEUED");
        long id = DATABASE.execute(
                """
                INSERT INTO kb_occurrence (organization_id, room_id, scheduled_at, expires_at, priority, state, wake_at,
                  finished_at, content, content_hash)
                VALUES (?, ?, ?, ?, 5, ?, ?, ?, '{"text":"x","images1":[],"images2":[],"order":"TEXT_FIRST"}',
                  REPEAT('0', 64))""", WORLD.branch, ROOM, FAR, FAR.plusSeconds(60), state, open ? FAR : null, open ? null : FAR);
        DATABASE.execute(
                "INSERT INTO kb_part (occurrence_id, room_id, position, kind, state) VALUES (?, ?, 0, 'TEXT', ?)",
                id,
                ROOM,
                open ? "PENDING" : state);
        return id;
    }

    private long broadcast(long... rooms) {
        return idOf(post("branch", "/api/broadcasts", Bodies.broadcast(rooms), 201));
    }

    private long pendingBroadcast() {
        long[] rooms = new long[12];
        for (int i = 0; i < rooms.length; i++) {
            rooms[i] = WORLD.room(WORLD.branch, BOT);
        }
        return broadcast(rooms);
    }

    private long stop() {
        return idOf(post("hq", "/api/stops", Bodies.stop("room", WORLD.room(WORLD.branch, BOT)), 201)
                .path("stop"));
    }

    private void holiday(String date) {
        send("hq", HttpMethod.PUT, "/api/holidays/" + date, Bodies.holidayName(), 204);
    }

    private long image() {
        var parts = new MultipartBodyBuilder();
        parts.part("file", picture()).filename("audit.png").contentType(MediaType.IMAGE_PNG);
        return idOf(as("branch")
                .post()
                .uri("/api/images")
                .bodyValue(parts.build())
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    /** Another each time. */
    private static byte[] picture() {
        var image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, (int) System.nanoTime());
        image.setRGB(1, 1, (int) System.nanoTime());
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void remove(String uri, int status) {
        as("hq").delete()
                .uri(uri)
                .header("If-Match", "\"0\"")
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    private JsonNode signIn(String login, String password, int status) {
        return post(
                "branch",
                "/api/auth/login",
                "{\"loginId\":\"" + login + "\",\"password\":\"" + password + "\"}",
                status);
    }

    private JsonNode newest(String login, String query) {
        return get(login, "/api/audit" + query).path("items").path(0);
    }

    private JsonNode items(String query) {
        return get("hq", "/api/audit" + query).path("items");
    }

    /** Of one field; missing when it is not among them. */
    private static JsonNode change(JsonNode entry, String field) {
        for (JsonNode change : entry.path("changes")) {
            if (change.path("field").asText().equals(field)) {
                return change;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static long newestId() {
        return DATABASE.count("SELECT COALESCE(MAX(id), 0) FROM kb_audit_log");
    }

    private static long idOf(@Nullable JsonNode made) {
        return made == null ? 0 : made.path("id").asLong();
    }
}
