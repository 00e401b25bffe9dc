package io.roomcast.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;

/** One way to do each thing that the API offers for changing something; the bodies are the examples of its description. */
abstract class DeedsTest extends ApiTest {
    /** @param expected action and subject of the entry that it leaves */
    record Deed(String expected, Runnable deed) {}

    /** By method and path, as the description has them. */
    final Map<String, Deed> deeds() {
        var all = new LinkedHashMap<String, Deed>();
        addSignIn(all);
        addOrganizationsAndMembers(all);
        addPhonesAndRooms(all);
        addContents(all);
        addSchedules(all);
        addOccurrences(all);
        addBroadcasts(all);
        addStopsAndHolidays(all);
        all.put(
                "POST /api/operations/dead-letters/redrive",
                new Deed(
                        "redriven dead_letter",
                        () -> post(
                                "hq",
                                "/api/operations/dead-letters/redrive",
                                Letters.redrive(Letters.due(), false),
                                200)));
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
        all.put("POST /api/grants", new Deed("created grant", this::grant));
        all.put(
                "DELETE /api/grants/{id}",
                new Deed("revoked grant", () -> send("hq", HttpMethod.DELETE, "/api/grants/" + grant(), null, 200)));
        add(all, "POST /api/alert-channels", "created alert_channel", 0, Bodies.alertChannel());
        all.put(
                "PUT /api/alert-channels/{id}",
                new Deed(
                        "updated alert_channel",
                        () -> put(
                                "hq",
                                "/api/alert-channels/" + alertChannel(),
                                0,
                                Bodies.alertChannel().put("name", "다른 곳"))));
        all.put(
                "DELETE /api/alert-channels/{id}",
                new Deed("deleted alert_channel", () -> remove("/api/alert-channels/" + alertChannel(), 204)));
        all.put(
                "POST /api/alert-channels/{id}/test",
                new Deed(
                        "test_sent alert_channel",
                        () -> post(
                                "hq",
                                "/api/alert-channels/" + Things.alertChannel(WORLD.branch) + "/test",
                                null,
                                200)));
        add(all, "POST /api/exports", "created export", 202, Bodies.export());
        all.put(
                "DELETE /api/exports/{id}",
                new Deed("deleted export", () -> remove("/api/exports/" + Things.export("hq"), 204)));
        all.put("PUT /api/holidays/{date}", new Deed("updated holiday", () -> holiday("2031-08-08")));
        all.put(
                "POST /api/holidays/import",
                new Deed(
                        "updated holiday",
                        () -> post("hq", "/api/holidays/import", Bodies.holidays("2031-08-09"), 204)));
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
        return Things.occurrence(WORLD.branch, ROOM, state);
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

    private long grant() {
        return idOf(post("hq", "/api/grants", Bodies.grant(member(), WORLD.otherBranch), 201));
    }

    private long alertChannel() {
        return idOf(post("hq", "/api/alert-channels", Bodies.alertChannel(), 201));
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

    final JsonNode signIn(String login, String password, int status) {
        return post(
                "branch",
                "/api/auth/login",
                "{\"loginId\":\"" + login + "\",\"password\":\"" + password + "\"}",
                status);
    }

    private static long idOf(@Nullable JsonNode made) {
        return made == null ? 0 : made.path("id").asLong();
    }
}
