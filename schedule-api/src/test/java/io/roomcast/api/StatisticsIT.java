package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.roomcast.model.event.SendResultEvent;
import io.roomcast.model.event.Topics;
import io.roomcast.testkit.Events;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.http.HttpMethod;

/** Sums that follow the log: counted once however often a result is told, and only what is one's own. */
@TestInstance(Lifecycle.PER_CLASS)
class StatisticsIT extends ApiTest {
    /** 09:00 of 5 May 2031 in Seoul, and 00:00 of that day in UTC. */
    private static final Instant MORNING = Instant.parse("2031-05-05T00:00:00Z");

    private static final String PERIOD = "?from=2031-05-01&until=2031-05-07";
    private static Events events;
    private static long phone;
    private static long room;
    private static long second;
    private static long foreign;

    @BeforeAll
    void results() {
        events = new Events();
        phone = WORLD.bot("statistics", "log", "http://127.0.0.1:9");
        room = WORLD.room(WORLD.branch, phone);
        second = WORLD.room(WORLD.branch, phone);
        foreign = WORLD.room(WORLD.otherBranch, phone);
        tell(log(room, WORLD.branch, MORNING, "success", null, "text,images_1", 100));
        // What is no result goes to the dead letters, and keeps back nothing before or after it.
        events.sendRaw(Topics.DISPATCH_RESULTS, Long.toString(room), "garbage".getBytes(StandardCharsets.UTF_8));
        tell(log(room, WORLD.branch, MORNING.plusSeconds(600), "success", null, "text", 300));
        tell(log(room, WORLD.branch, MORNING.plusSeconds(1_200), "failed", "REJECTED: no", "", 200));
        tell(log(second, WORLD.branch, MORNING.plusSeconds(7_200), "unknown", "OUTCOME_UNKNOWN: lost", "", 0));
        tell(log(second, WORLD.branch, MORNING.minusSeconds(36_000), "cancelled", "CANCELLED: by hand", "", null));
        tell(log(foreign, WORLD.otherBranch, MORNING, "expired", "WINDOW_PASSED: late", "", null));
        await("counted")
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        DATABASE.count("SELECT COALESCE(SUM(runs), 0) FROM kb_stat_hour WHERE bot_id = ?", phone) == 6);
    }

    @AfterAll
    void close() {
        events.close();
    }

    private record Row(long id, long room, Instant dueAt) {}

    @Test
    void whatIsNoResultIsADeadLetterWithItsReason() {
        var dead = events.await(
                Topics.DISPATCH_RESULTS + Topics.DEAD_LETTER_SUFFIX,
                record -> Long.toString(room).equals(record.key()),
                Duration.ofSeconds(30));

        assertThat(dead.value()).asString(StandardCharsets.UTF_8).isEqualTo("garbage");
        assertThat(dead.headers().lastHeader("kafka_dlt-exception-message").value())
                .asString(StandardCharsets.UTF_8)
                .contains("Not a CloudEvent 1.0");
    }

    @Test
    void theTotalIsWhatIsOnesOwn() {
        JsonNode branch = ask("branch", "").path("total");
        JsonNode agency = ask("agency", "").path("total");

        assertThat(branch.path("runs").asInt()).isEqualTo(5);
        assertThat(branch.path("success").asInt()).isEqualTo(2);
        assertThat(branch.path("parts").asInt()).isEqualTo(3);
        assertThat(branch.path("successRate").asDouble()).isEqualTo(0.5);
        assertThat(branch.path("meanDelayMillis").asInt()).isEqualTo(150);
        assertThat(agency.path("runs").asInt()).isEqualTo(6);
        assertThat(agency.path("expired").asInt()).isEqualTo(1);
        assertThat(ask("other-distributor", "").path("total").path("runs").asInt())
                .isZero();
    }

    @Test
    void aZoneWithHalfAnHourHasNoDayOutsideThePeriod() {
        assertThat(ask("branch", "&groupBy=day&timeZone=Asia/Kolkata").path("rows"))
                .hasSize(7);
    }

    @Test
    void daysAndHoursAreThoseOfTheZone() {
        JsonNode seoul = ask("branch", "&groupBy=day");
        assertThat(seoul.path("rows")).hasSize(7);
        assertThat(of(seoul, "2031-05-04").path("cancelled").asInt()).isEqualTo(1);
        assertThat(of(seoul, "2031-05-05").path("runs").asInt()).isEqualTo(4);
        assertThat(of(seoul, "2031-05-06").path("runs").asInt()).isZero();

        JsonNode hours = ask("branch", "&groupBy=hour");
        assertThat(hours.path("rows")).hasSize(24);
        assertThat(of(hours, "9").path("runs").asInt()).isEqualTo(3);
        assertThat(of(hours, "11").path("unknown").asInt()).isEqualTo(1);
        assertThat(of(ask("branch", "&groupBy=hour&timeZone=UTC"), "0")
                        .path("runs")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void rowsAreRoomsOrganisationsPhonesAndReasons() {
        assertThat(of(ask("branch", "&groupBy=room"), Long.toString(room))
                        .path("runs")
                        .asInt())
                .isEqualTo(3);
        JsonNode organizations = ask("agency", "&groupBy=organization");
        assertThat(of(organizations, Long.toString(WORLD.branch)).path("runs").asInt())
                .isEqualTo(5);
        assertThat(of(organizations, Long.toString(WORLD.otherBranch))
                        .path("runs")
                        .asInt())
                .isEqualTo(1);
        assertThat(ask("agency", "&groupBy=bot").at("/rows/0/name").asText()).isEqualTo("statistics");
        assertThat(of(ask("branch", "&groupBy=reason"), "REJECTED")
                        .path("failed")
                        .asInt())
                .isEqualTo(1);
        assertThat(ask("agency", "&roomId=" + room).path("total").path("runs").asInt())
                .isEqualTo(3);
        assertThat(ask("agency", "&organizationId=" + WORLD.otherBranch)
                        .path("total")
                        .path("runs")
                        .asInt())
                .isEqualTo(1);
    }

    /** Sums of subtrees, of days and of hours, each asked for in its way. */
    @Test
    void everySumSaysTheSame() {
        for (String login : List.of("branch", "agency")) {
            int runs = ask(login, "&botId=" + phone).path("total").path("runs").asInt();
            for (String groupBy : List.of("room", "organization", "bot", "reason", "hour")) {
                for (String zone : List.of("Asia/Seoul", "UTC", "Asia/Kolkata")) {
                    JsonNode found = ask(login, "&groupBy=" + groupBy + "&timeZone=" + zone);
                    assertThat(found.path("total").path("runs").asInt())
                            .as("%s by %s in %s", login, groupBy, zone)
                            .isEqualTo(runs);
                    assertThat(found.path("rows").findValues("runs").stream()
                                    .mapToInt(JsonNode::asInt)
                                    .sum())
                            .as("rows of %s by %s in %s", login, groupBy, zone)
                            .isEqualTo(runs);
                }
            }
        }
    }

    /** Too many organisations to add up for everyone who asks: what is kept for all is told to each as far as they see. */
    @Test
    void aWideSubtreeIsToldTheSameAndNothingOfOthers() {
        Widened.during(WORLD.distributor, () -> {
            for (String question : List.of("", "&organizationId=" + WORLD.branch, "&timeZone=UTC")) {
                for (String groupBy : List.of("room", "organization", "bot")) {
                    String asked = question + "&groupBy=" + groupBy;
                    await(asked)
                            .atMost(Duration.ofSeconds(30))
                            .untilAsserted(
                                    () -> assertThat(ask("distributor", asked)).isEqualTo(ask("agency", asked)));
                }
            }
            // Days that begin and end in the midst of those that are kept.
            for (String zone : List.of("UTC", "Asia/Kolkata", "America/New_York", "Pacific/Kiritimati")) {
                for (int length = 1; length < 4; length++) {
                    String asked = "/api/statistics?groupBy=room&from=2031-05-04&until=2031-05-0" + (3 + length)
                            + "&timeZone=" + zone;
                    assertThat(get("distributor", asked)).as(asked).isEqualTo(get("agency", asked));
                }
            }
        });
        Widened.during(
                WORLD.otherDistributor,
                () -> assertThat(ask("other-distributor", "&groupBy=room").path("rows"))
                        .isEmpty());
    }

    /** Its result comes again, with another end. */
    @Test
    void whatIsSettledIsCountedAnew() {
        Row unknown =
                log(foreign, WORLD.otherBranch, MORNING.plusSeconds(90_000), "unknown", "OUTCOME_UNKNOWN: x", "", 1);
        tell(unknown);
        await("unknown")
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        ask("other-branch", "").path("total").path("unknown").asInt() == 1);

        DATABASE.execute("UPDATE kb_schedule_logs SET status = 'success' WHERE id = ?", unknown.id());
        tell(unknown);

        await("settled")
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        ask("other-branch", "").path("total").path("success").asInt() == 1);
        assertThat(ask("other-branch", "").path("total").path("unknown").asInt())
                .isZero();
        DATABASE.execute("DELETE FROM kb_schedule_logs WHERE id = ?", unknown.id());
        tell(unknown);
        await("as before")
                .atMost(Duration.ofSeconds(30))
                .until(() -> ask("other-branch", "").path("total").path("runs").asInt() == 1);
    }

    @Test
    void theReportHasTheSameRows() {
        String report = as("branch")
                .get()
                .uri("/api/statistics/report" + PERIOD + "&groupBy=room")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(report).startsWith("\uFEFFkey,name,runs,").contains("\n" + room + ",");
    }

    @Test
    void badQuestionsNameTheParameter() {
        assertRefused("?from=2031-05-08&until=2031-05-07", "from");
        assertRefused("?from=2020-01-01&until=2031-05-07", "from");
        assertRefused("?from=yesterday", "from");
        assertRefused("?timeZone=Mars/Base", "timeZone");
        assertRefused("?groupBy=colour", "groupBy");
        assertRefused("?roomId=mine", "roomId");
    }

    private void assertRefused(String question, String parameter) {
        assertThat(send("branch", HttpMethod.GET, "/api/statistics" + question, null, 400)
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo(parameter);
    }

    private JsonNode ask(String login, String more) {
        return get(login, "/api/statistics" + PERIOD + more);
    }

    private static JsonNode of(JsonNode statistics, String key) {
        for (JsonNode row : statistics.path("rows")) {
            if (row.path("key").asText().equals(key)) {
                return row.path("figures");
            }
        }
        throw new AssertionError("No row " + key + " in " + statistics);
    }

    private static Row log(
            long room,
            long organization,
            Instant dueAt,
            String status,
            String error,
            String components,
            Integer delay) {
        long id = DATABASE.execute(
                """
                INSERT INTO kb_schedule_logs (occurrence_id, organization_id, room_id, target_room_id, status, error_message,
                  send_components, scheduled_at, started_at, completed_at, duration_ms)
                SELECT COALESCE(MAX(id), 0) + 9000000, ?, ?, '1', ?, ?, ?, ?, ?, ?, 10 FROM kb_schedule_logs""",
                organization,
                room,
                status,
                error,
                components,
                dueAt,
                delay == null ? null : dueAt.plusMillis(delay),
                dueAt);
        return new Row(id, room, dueAt);
    }

    private static void tell(Row row) {
        String result = """
                {"occurrenceId":%d,"organizationId":1,"roomId":%d,"state":"SUCCESS","confirmed":true,
                 "scheduledAt":"%s","finishedAt":"%s","parts":[]}""".formatted(row.id(), row.room(), row.dueAt(), row.dueAt());
        events.send(Topics.DISPATCH_RESULTS, Long.toString(row.room()), SendResultEvent.TYPE, result);
    }
}
