package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.roomcast.api.WebhookReceiver.Call;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.http.HttpMethod;

/** What is wrong is found, and told when it begins and when it ends. Each test has an organisation of its own. */
class AlertsIT extends ApiTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private long organization;
    private long room;

    @BeforeEach
    void anOrganisationOfItsOwn() {
        organization = WORLD.organization(WORLD.agency, "branch", "alerts-" + key().substring(0, 8));
        room = WORLD.room(organization, BOT);
    }

    @Test
    void whatIsFoundIsToldOnceUnderASignatureAndToldAgainWhenItEnds() throws Exception {
        try (var receiver = new WebhookReceiver()) {
            String secret = post(
                            "agency",
                            "/api/alert-channels",
                            Bodies.alertChannel().put("url", receiver.url()).put("organizationId", organization),
                            201)
                    .path("secret")
                    .asText();
            SentRuns.runs(room, 10, "failed", "NULL", 20);
            SentRuns.runs(room, 10, "success", "NULL", 1);

            await("told").atMost(SOON).until(() -> isTold(receiver, "alert.opened"));
            // It may have looked before all of it was there.
            await("all")
                    .atMost(SOON)
                    .until(() -> alert("low_success", organization).path("runs").asLong() == 20);
            JsonNode alert = alert("low_success", organization);
            assertThat(alert.path("measured").asDouble()).isEqualTo(50);
            assertThat(alert.path("state").asText()).isEqualTo("open");
            assertThat(alert.path("subject").asText()).isEqualTo("organization");
            assertThat(alert.path("sentence").path("ko").asText())
                    .contains("20건")
                    .contains("50.0%");
            assertThat(alert.path("sentence").path("en").asText()).contains("50.0 % of 20 messages");

            DATABASE.execute("DELETE FROM kb_schedule_logs WHERE organization_id = ?", organization);
            await("ended").atMost(SOON).until(() -> {
                // A look that began before the deletion still finds it.
                DATABASE.execute(
                        "UPDATE kb_alert SET found_at = found_at - INTERVAL 10 MINUTE WHERE organization_id = ?",
                        organization);
                return isTold(receiver, "alert.ended");
            });
            assertThat(awaitAlert("low_success", organization).path("state").asText())
                    .isEqualTo("ended");
            for (Call call : receiver.calls()) {
                call.verify(secret);
            }
            assertThat(receiver.calls())
                    .filteredOn(call -> call.kind().equals("low_success"))
                    .extracting(Call::type)
                    .containsExactly("alert.opened", "alert.ended");
        }
    }

    /** Ten runs or more; each of these is one rule's. */
    @TestFactory
    Stream<DynamicTest> eachRuleFindsItsOwn() {
        connect();
        Map<String, LongConsumer> wrong = Map.of(
                "low_success", room -> SentRuns.runs(room, 12, "expired", "NULL", 1),
                "high_failure",
                        room -> {
                            SentRuns.runs(room, 11, "success", "NULL", 1);
                            SentRuns.runs(room, 1, "unknown", "NULL", 1);
                        },
                "slow_sends", room -> SentRuns.runs(room, 12, "success", "NULL", 7),
                "late", room -> SentRuns.open(room, "NULL", 400),
                "quota_reached", room -> SentRuns.open(room, "'QUOTA'", 10),
                "failing_room", room -> SentRuns.runs(room, 3, "failed", "NULL", 1),
                "silent_phone", room -> SentRuns.silence(room, 200));
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

    /** Triggers that are away, or refuse because clocks disagree, leave nothing else that could be found. */
    @Test
    void whatNoTriggerClaimsIsToldToTheHeadOffice() {
        WORLD.once(room, DATABASE.now().minusSeconds(200), "nobody is there");

        JsonNode alert = awaitAlert("unclaimed", WORLD.headOffice);

        assertThat(alert.path("organizationId").asLong()).isEqualTo(WORLD.headOffice);
        assertThat(alert.path("measured").asDouble()).isGreaterThan(3);
        assertThat(alert.path("sentence").path("ko").asText()).contains("접수되지 않았습니다");
    }

    /** Nine runs at each of two places are eighteen above them. */
    @Test
    void whatIsTooLittleBelowAddsUpAbove() {
        long above = WORLD.organization(WORLD.distributor, "agency", "alerts-" + key().substring(0, 8));
        for (int i = 0; i < 2; i++) {
            long below = WORLD.organization(above, "branch", "alerts-" + key().substring(0, 8));
            SentRuns.runs(WORLD.room(below, BOT), 9, "failed", "NULL", 1);
        }

        await("18 failures above")
                .atMost(SOON)
                .until(() -> alert("high_failure", above).path("runs").asLong() == 18);
    }

    /** Where most has expired, it is late, too; where one of twelve failed, nothing else is wrong. */
    private static String alsoFoundWith(String kind) {
        return kind.equals("low_success") ? "late" : kind;
    }

    @Test
    void whatIsMeantToWaitIsNoAlert() {
        SentRuns.runs(room, 12, "expired", "'ROOM_PAUSED'", 1);
        long stopped = WORLD.room(organization, BOT);
        SentRuns.open(stopped, "'STOPPED'", 4_000);
        SentRuns.open(stopped, "NULL", 3_000);
        long advertising = WORLD.room(organization, BOT);
        SentRuns.open(advertising, "'ADVERTISING_NIGHT'", 4_000);
        SentRuns.runs(WORLD.room(organization, BOT), 2, "failed", "NULL", 1);
        long quiet = WORLD.bot("quiet-" + key().substring(0, 8), "log", "http://127.0.0.1:9");
        long behind = WORLD.room(WORLD.headOffice, quiet);
        SentRuns.silence(behind, 200);
        SentRuns.runs(behind, 3, "failed", "NULL", 1);
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
    void everyoneSeesWhatConcernsTheirOwn() {
        SentRuns.open(room, "NULL", 400);
        awaitAlert("late", organization);

        for (String login : List.of("other-branch", "other-distributor", "branch")) {
            assertThat(get(login, "/api/alerts?limit=100").path("items"))
                    .as(login)
                    .noneMatch(alert -> alert.path("organizationId").asLong() == organization);
        }
        send("hq", HttpMethod.GET, "/api/alerts?state=broken", null, 400);
    }

    private static boolean isTold(WebhookReceiver receiver, String type) {
        return receiver.calls().stream()
                .anyMatch(call -> call.type().equals(type) && call.kind().equals("low_success"));
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
        return MissingNode.getInstance();
    }

    private static List<String> kinds(long organization) {
        return DATABASE.query("SELECT kind FROM kb_alert WHERE organization_id = ?", organization).stream()
                .map(row -> row.get("kind").toString())
                .toList();
    }
}
