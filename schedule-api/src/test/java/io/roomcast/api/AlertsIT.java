package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.http.HttpMethod;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** What is wrong is found, told under a signature, and ends. Each test has an organisation of its own. */
class AlertsIT extends ApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(30);

    private record Call(String id, String timestamp, String signature, String body) {
        JsonNode payload() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private DisposableServer receiver;
    private long organization;
    private long room;

    @BeforeEach
    void anOrganisationOfItsOwn() {
        organization = WORLD.organization(WORLD.agency, "branch", "alerts-" + key().substring(0, 8));
        room = WORLD.room(organization, BOT);
        receiver = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> request.receive()
                        .aggregate()
                        .asString()
                        .doOnNext(body -> calls.add(new Call(
                                request.requestHeaders().get("webhook-id"),
                                request.requestHeaders().get("webhook-timestamp"),
                                request.requestHeaders().get("webhook-signature"),
                                body)))
                        .then(response.status(answers.isEmpty() ? 204 : answers.remove())
                                .send()))
                .bindNow();
    }

    @AfterEach
    void close() {
        receiver.disposeNow();
    }

    @Test
    void whatIsFoundIsToldOnceUnderASignatureAndToldAgainWhenItEnds() throws Exception {
        JsonNode channel = webhook();
        runs(10, "failed", 20);
        runs(10, "success", 1);

        awaitCalls("alert.opened", "low_success");
        JsonNode alert = awaitAlert("low_success", organization);
        assertThat(alert.path("state").asText()).isEqualTo("open");
        assertThat(alert.path("subject").asText()).isEqualTo("organization");
        assertThat(alert.path("measured").asDouble()).isEqualTo(50);
        assertThat(alert.path("sentence").path("ko").asText()).contains("20건").contains("50.0%");
        assertThat(alert.path("sentence").path("en").asText()).contains("50.0 % of 20 messages");

        DATABASE.execute("DELETE FROM kb_schedule_logs WHERE organization_id = ?", organization);
        DATABASE.execute(
                "UPDATE kb_alert SET found_at = found_at - INTERVAL 10 MINUTE WHERE organization_id = ?", organization);

        awaitCalls("alert.ended", "low_success");
        assertThat(awaitAlert("low_success", organization).path("state").asText())
                .isEqualTo("ended");
        String secret = channel.path("secret").asText();
        for (Call call : calls) {
            verify(secret, call);
        }
        assertThat(calls.stream()
                        .filter(call -> call.payload()
                                .path("data")
                                .path("kind")
                                .asText()
                                .equals("low_success"))
                        .map(call -> call.payload().path("type").asText()))
                .containsExactly("alert.opened", "alert.ended");
    }

    /** Ten runs or more; each of these is one rule's. */
    @TestFactory
    Stream<DynamicTest> eachRuleFindsItsOwn() {
        connect();
        Map<String, LongConsumer> wrong = Map.of(
                "low_success", room -> runs(room, 12, "expired", "NULL", 1),
                "high_failure",
                        room -> {
                            runs(room, 11, "success", "NULL", 1);
                            runs(room, 1, "unknown", "NULL", 1);
                        },
                "slow_sends", room -> runs(room, 12, "success", "NULL", 7),
                "late", room -> open(room, "NULL", 400),
                "quota_reached", room -> open(room, "'QUOTA'", 10),
                "failing_room", room -> runs(room, 3, "failed", "NULL", 1),
                "silent_phone", room -> silence(room, 200));
        return wrong.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    long own = WORLD.organization(WORLD.agency, "branch", "alerts-" + key().substring(0, 8));
                    long phone = WORLD.bot("phone-" + key().substring(0, 8), "log", "http://127.0.0.1:9");
                    long ownRoom = WORLD.room(own, phone);

                    each.getValue().accept(ownRoom);

                    long subject =
                            switch (each.getKey()) {
                                case "failing_room" -> ownRoom;
                                case "silent_phone" -> phone;
                                default -> own;
                            };
                    JsonNode alert = awaitAlert(each.getKey(), subject);
                    assertThat(alert.path("subjectName").asText()).isNotEmpty();
                    assertThat(kinds(own)).isSubsetOf(each.getKey(), alsoFoundWith(each.getKey()));
                }));
    }

    /** Nine runs at each of two places are eighteen above them. */
    @Test
    void whatIsTooLittleBelowAddsUpAbove() {
        long above = WORLD.organization(WORLD.distributor, "agency", "alerts-" + key().substring(0, 8));
        for (int i = 0; i < 2; i++) {
            long below = WORLD.organization(above, "branch", "alerts-" + key().substring(0, 8));
            runs(WORLD.room(below, BOT), 9, "failed", "NULL", 1);
        }

        JsonNode alert = awaitAlert("high_failure", above);

        assertThat(alert.path("runs").asLong()).isEqualTo(18);
    }

    /** Where most has expired, it is late, too; where one of twelve failed, nothing else is wrong. */
    private static String alsoFoundWith(String kind) {
        return kind.equals("low_success") ? "late" : kind;
    }

    @Test
    void whatIsMeantToWaitIsNoAlert() {
        runs(room, 12, "expired", "'ROOM_PAUSED'", 1);
        long stopped = WORLD.room(organization, BOT);
        open(stopped, "'STOPPED'", 4_000);
        open(stopped, "NULL", 3_000);
        long advertising = WORLD.room(organization, BOT);
        open(advertising, "'ADVERTISING_NIGHT'", 4_000);
        runs(WORLD.room(organization, BOT), 2, "failed", "NULL", 1);
        long quiet = WORLD.bot("quiet-" + key().substring(0, 8), "log", "http://127.0.0.1:9");
        long behind = WORLD.room(WORLD.headOffice, quiet);
        runs(behind, 3, "failed", "NULL", 1);
        silence(behind, 200);
        // Found a second time: that look began after all of this was there.
        JsonNode found = awaitAlert("silent_phone", quiet);
        await("another look")
                .atMost(SOON)
                .until(() -> !alert("silent_phone", quiet).path("foundAt").equals(found.path("foundAt")));

        assertThat(kinds(organization)).isEmpty();
        // Its owner hears of the phone instead.
        assertThat(alert("failing_room", behind).isMissingNode()).isTrue();
    }

    @Test
    void aTryThatFailsIsMadeAgainUnderTheSameId() throws Exception {
        answers.addAll(List.of(500));
        JsonNode channel = webhook();
        open(room, "NULL", 400);

        await("told").atMost(SOON).until(() -> calls.size() == 2);

        List<Call> both = List.copyOf(calls);
        assertThat(both.get(0).id()).isEqualTo(both.get(1).id());
        assertThat(both.get(0).body()).isEqualTo(both.get(1).body());
        verify(channel.path("secret").asText(), both.get(1));
        await("on record").atMost(SOON).until(() -> waitingOf(channel) == 0);
        assertThat(shown("agency", channel).path("lastFailure").isMissingNode()).isTrue();
    }

    @Test
    void whoeverWantsNoMoreIsLeftAlone() {
        answers.add(410);
        JsonNode channel = webhook();
        open(room, "NULL", 400);

        await("off")
                .atMost(SOON)
                .until(() -> shown("agency", channel).path("status").asText().equals("inactive"));

        JsonNode off = shown("agency", channel);
        assertThat(off.path("stoppedReason").asText()).contains("HTTP 410");
        assertThat(off.path("waiting").asLong()).isZero();
        var again = Bodies.alertChannel().put("url", off.path("url").asText());
        JsonNode on = put(
                "agency",
                "/api/alert-channels/" + off.path("id").asLong(),
                off.path("version").asInt(),
                again);
        assertThat(on.path("stoppedReason").isMissingNode()).isTrue();
    }

    @Test
    void aTryOfAChannelSaysWhetherItArrived() throws Exception {
        JsonNode channel = webhook();
        String uri = "/api/alert-channels/" + channel.path("id").asLong() + "/test";

        assertThat(post("agency", uri, null, 200).path("delivered").asBoolean()).isTrue();
        answers.add(503);
        JsonNode failed = post("agency", uri, null, 200);

        assertThat(failed.path("delivered").asBoolean()).isFalse();
        assertThat(failed.path("failure").asText()).isEqualTo("HTTP 503");
        for (Call call : calls) {
            verify(channel.path("secret").asText(), call);
            assertThat(call.payload().path("type").asText()).isEqualTo("alert.test");
        }
    }

    @Test
    void aSecretIsShownOnceAndAnAddressToThoseWhoMayChangeIt() {
        long viewer = WORLD.member(organization, "viewer-" + key().substring(0, 8), "viewer", null);
        String login = DATABASE.query("SELECT login_id FROM kb_member WHERE id = ?", viewer)
                .get(0)
                .get("login_id")
                .toString();
        JsonNode channel = webhook();
        String secret = channel.path("secret").asText();
        assertThat(secret).startsWith("whsec_");

        assertThat(shown("agency", channel).path("url").asText()).isEqualTo(url());
        assertThat(shown("agency", channel).toString()).doesNotContain("whsec_");
        assertThat(shown(login, channel).path("url").isMissingNode()).isTrue();
        JsonNode entries = get(
                "hq",
                "/api/audit?subject=alert_channel&subjectId="
                        + channel.path("id").asLong());
        assertThat(entries.path("items")).hasSize(1);
        assertThat(entries.toString()).contains("***").doesNotContain(secret).doesNotContain(url());
    }

    @Test
    void everyoneSeesWhatConcernsTheirOwn() {
        open(room, "NULL", 400);
        awaitAlert("late", organization);

        for (String login : List.of("other-branch", "other-distributor", "branch")) {
            assertThat(get(login, "/api/alerts?limit=100").path("items"))
                    .as(login)
                    .noneMatch(alert -> alert.path("organizationId").asLong() == organization);
        }
        send("hq", HttpMethod.GET, "/api/alerts?state=broken", null, 400);
    }

    @Test
    void aChannelStaysWhatItWasMadeAs() {
        JsonNode channel = webhook();
        String uri = "/api/alert-channels/" + channel.path("id").asLong();
        var log = Bodies.alertChannel().put("kind", "log");
        log.remove("url");

        for (var body : List.of(log, Bodies.alertChannel().put("organizationId", WORLD.branch))) {
            as("agency")
                    .put()
                    .uri(uri)
                    .header("If-Match", "\"0\"")
                    .bodyValue(body)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(422);
        }
        post("agency", "/api/alert-channels", Bodies.alertChannel().put("kind", "log"), 422);
        post("agency", "/api/alert-channels", Bodies.alertChannel().put("organizationId", WORLD.otherDistributor), 422);
    }

    private JsonNode webhook() {
        return post(
                "agency",
                "/api/alert-channels",
                Bodies.alertChannel().put("url", url()).put("organizationId", organization),
                201);
    }

    private String url() {
        return "http://127.0.0.1:" + receiver.port() + "/hook";
    }

    private JsonNode shown(String login, JsonNode channel) {
        return get(login, "/api/alert-channels/" + channel.path("id").asLong());
    }

    private long waitingOf(JsonNode channel) {
        return shown("agency", channel).path("waiting").asLong();
    }

    private void awaitCalls(String type, String kind) {
        await(type)
                .atMost(SOON)
                .until(() -> calls.stream()
                        .map(Call::payload)
                        .anyMatch(payload -> payload.path("type").asText().equals(type)
                                && payload.path("data").path("kind").asText().equals(kind)));
    }

    private JsonNode awaitAlert(String kind, long subject) {
        await(kind).atMost(SOON).until(() -> !alert(kind, subject).isMissingNode());
        return alert(kind, subject);
    }

    private JsonNode alert(String kind, long subject) {
        long id = DATABASE.count(
                "SELECT COALESCE(MAX(id), 0) FROM kb_alert WHERE kind = ? AND subject_id = ?", kind, subject);
        for (JsonNode alert : get("hq", "/api/alerts?limit=100").path("items")) {
            if (alert.path("id").asLong() == id) {
                return alert;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static List<String> kinds(long organization) {
        return DATABASE.query("SELECT kind FROM kb_alert WHERE organization_id = ?", organization).stream()
                .map(row -> row.get("kind").toString())
                .toList();
    }

    private static void verify(String secret, Call call)
            throws EmptyWebhookSecretException, WebhookVerificationException {
        new Webhook(secret)
                .verify(
                        call.body(),
                        Map.of(
                                "webhook-id", List.of(call.id()),
                                "webhook-timestamp", List.of(call.timestamp()),
                                "webhook-signature", List.of(call.signature())));
    }

    private void runs(int count, String status, int seconds) {
        runs(room, count, status, "NULL", seconds);
    }

    /** Ended runs of the last minutes. @param reason for which they waited last, as SQL */
    private static void runs(long room, int count, String status, String reason, int seconds) {
        for (int i = 0; i < count; i++) {
            Instant due = DATABASE.now().minusSeconds(600 - i);
            long id = occurrence(room, due, status.toUpperCase(java.util.Locale.ROOT), reason, null);
            boolean started = !status.equals("expired");
            DATABASE.execute(
                    """
                    INSERT INTO kb_schedule_logs (occurrence_id, organization_id, room_id, target_room_id, status,
                      scheduled_at, started_at, completed_at, duration_ms)
                    SELECT ?, organization_id, id, channel_id, ?, ?, ?, ?, ? FROM kb_room WHERE id = ?""",
                    id,
                    status,
                    due,
                    started ? due : null,
                    started ? due.plusSeconds(seconds) : due.plusSeconds(300),
                    started ? seconds * 1_000 : null,
                    room);
            DATABASE.execute(
                    """
                    INSERT INTO kb_part (occurrence_id, room_id, position, kind, state, called_at, finished_at)
                    VALUES (?, ?, 0, 'TEXT', ?, ?, ?)""",
                    id,
                    room,
                    started ? "SENT" : "SKIPPED",
                    started ? due : null,
                    started ? due.plusSeconds(seconds) : null);
        }
    }

    /** A run that waits. @param reason as SQL @param lateSeconds since it might have been sent */
    private static void open(long room, String reason, int lateSeconds) {
        occurrence(
                room,
                DATABASE.now().minusSeconds(lateSeconds),
                "QUEUED",
                reason,
                Instant.parse("2090-01-01T00:00:00Z"));
    }

    private static long occurrence(
            long room, Instant due, String state, String reason, @org.jspecify.annotations.Nullable Instant wakeAt) {
        return DATABASE.execute("""
                INSERT INTO kb_occurrence (organization_id, room_id, scheduled_at, expires_at, window_seconds, priority, state,
                  wait_reason, not_before, wake_at, content, content_hash)
                SELECT organization_id, id, ?, ?, 300, 5, ?, %s, ?, ?, '{}', REPEAT('0', 64) FROM kb_room WHERE id = ?""".formatted(reason), due, due.plusSeconds(300), state, wakeAt, wakeAt, room);
    }

    private static void silence(long room, int seconds) {
        DATABASE.execute("""
                INSERT INTO kb_phone_health (bot_id, probed_at, failing_since, failure)
                SELECT bot_id, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) - INTERVAL ? SECOND, 'No answer' FROM kb_room WHERE id = ?""", seconds, room);
    }
}
