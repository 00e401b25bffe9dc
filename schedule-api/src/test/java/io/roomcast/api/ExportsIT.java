package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/** Files that are written in the background: every row once, of one's own subtree, whoever dies meanwhile. */
class ExportsIT extends ApiTest {
    /** 09:00 of 3 March 2032 in Seoul. */
    private static final Instant MORNING = Instant.parse("2032-03-03T00:00:00Z");

    private final long room = WORLD.room(WORLD.branch, BOT);

    @Test
    void aFileOfManyPiecesHasEveryRowOnceInOrder() {
        log(room, WORLD.branch, MORNING, 2_500, "many");

        JsonNode done = done("branch", ask("branch", march().put("roomId", room)));

        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.path("rows").asInt()).isEqualTo(2_500);
        assertThat(done.path("truncated").asBoolean()).isFalse();
        assertThat(count("SELECT pieces FROM kb_export WHERE id = ?", id(done))).isEqualTo(3);
        assertThat(texts(file("branch", id(done))))
                .isEqualTo(IntStream.range(0, 2_500).mapToObj(i -> "many " + i).toList());
    }

    @Test
    void aFullFileSaysWhetherThereIsMore() {
        Instant april = MORNING.plusSeconds(40 * 86_400);
        ObjectNode request =
                march().put("from", "2032-04-01").put("until", "2032-04-30").put("roomId", room);
        log(room, WORLD.branch, april, 3_000, "full");
        JsonNode exact = done("agency", ask("agency", request));
        log(room, WORLD.branch, april.plusSeconds(4_000), 1, "more");
        JsonNode cut = done("agency", ask("agency", request));

        assertThat(exact.path("rows").asInt()).isEqualTo(3_000);
        assertThat(exact.path("truncated").asBoolean()).isFalse();
        assertThat(cut.path("rows").asInt()).isEqualTo(3_000);
        assertThat(cut.path("truncated").asBoolean()).isTrue();
    }

    @Test
    void momentsAreThoseOfTheZoneAndCellsAreNoFormulas() {
        log(room, WORLD.branch, MORNING.plusSeconds(86_400), 1, "=1+1");

        List<String> lines = file("branch", id(done("branch", ask("branch", march().put("roomId", room)))));

        assertThat(lines.get(0)).startsWith("\uFEFFdue_at,started_at");
        assertThat(lines.get(1)).startsWith("\"2032-03-04 09:00:00\",").contains("Asia/Seoul", "'=1+1 0");
    }

    @Test
    void itHoldsWhatIsOnesOwnAndNothingElse() {
        long other = WORLD.room(WORLD.otherBranch, BOT);
        Instant afternoon = MORNING.plusSeconds(2 * 86_400 + 20_000);
        log(room, WORLD.branch, afternoon, 1, "mine");
        log(other, WORLD.otherBranch, afternoon, 1, "theirs");

        assertThat(String.join("\n", file("branch", id(done("branch", ask("branch", march()))))))
                .contains("mine 0")
                .doesNotContain("theirs");
        assertThat(String.join("\n", file("agency", id(done("agency", ask("agency", march()))))))
                .contains("mine 0", "theirs 0");
        assertThat(String.join(
                        "\n",
                        file(
                                "agency",
                                id(done("agency", ask("agency", march().put("organizationId", WORLD.otherBranch)))))))
                .contains("theirs 0")
                .doesNotContain("mine");
    }

    @Test
    void aRoomThatMovedKeepsItsNewNameToItself() {
        long moved = WORLD.room(WORLD.branch, BOT);
        log(moved, WORLD.branch, MORNING.plusSeconds(30_000), 1, "before");
        DATABASE.execute(
                "UPDATE kb_room SET organization_id = ?, name = 'secret name' WHERE id = ?", WORLD.otherBranch, moved);

        String file =
                String.join("\n", file("branch", id(done("branch", ask("branch", march().put("roomId", moved))))));

        assertThat(file).contains("before 0").doesNotContain("secret name");
    }

    @Test
    void schedulesHaveTheirRuleInWords() {
        create("branch", Bodies.schedule(room).put("title", "주간 공지"));

        var request = Bodies.export().put("kind", "schedules").put("roomId", room);
        request.remove(List.of("from", "until", "status"));
        List<String> lines = file("branch", id(done("branch", ask("branch", request))));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).contains("주간 공지", "매주");
    }

    /** In the figures of GET /api/statistics, and only of what one sees. */
    @Test
    void statisticsAreAFileToo() {
        // More than a piece, and across a power of ten.
        List<Long> rooms = LongStream.range(9_999_500, 10_000_600).boxed().toList();
        counted(WORLD.branch, rooms);
        counted(WORLD.otherBranch, List.of(1L, 9_999_000L));
        ObjectNode request = march().put("kind", "statistics").put("groupBy", "room");
        try {
            assertThat(get("branch", "/api/statistics?groupBy=room&from=2032-03-01&until=2032-03-31")
                            .path("rows"))
                    .hasSize(500);

            List<String> lines = file("branch", id(done("branch", ask("branch", request))));

            assertThat(lines.get(0)).startsWith("\uFEFFkey,name,runs,success");
            assertThat(lines.subList(1, lines.size()))
                    .extracting(line -> line.split(",", 4)[0] + line.split(",", 4)[2])
                    .containsExactlyElementsOf(
                            rooms.stream().map(room -> room + "3").toList());
        } finally {
            DATABASE.execute("DELETE FROM kb_stat_day WHERE day_on = '2032-03-05'");
        }
        assertThat(file("branch", id(done("branch", ask("branch", request.put("groupBy", "day"))))))
                .hasSize(32);
        post("branch", "/api/exports", request.put("status", "failed"), 422);
        post("branch", "/api/exports", march().put("groupBy", "day"), 422);
    }

    /** Three runs in each. */
    private static void counted(long organization, List<Long> rooms) {
        DATABASE.execute(
                "INSERT INTO kb_stat_day (day_on, organization_id, room_id, bot_id, status, reason, runs, confirmed, parts, started,"
                        + " delay_ms, send_ms) VALUES "
                        + rooms.stream()
                                .map(room -> "('2032-03-05', %d, %d, 1, 'success', '', 3, 3, 3, 3, 0, 0)"
                                        .formatted(organization, room))
                                .collect(Collectors.joining(",")));
    }

    @Test
    void aPieceOfWhichItsWriterDiesIsTriedAgainAndGivenUpInTheEnd() {
        log(room, WORLD.branch, MORNING.plusSeconds(3_600), 1, "again");
        long left = export("writing", 1);
        long hopeless = export("writing", 3);

        assertThat(done("branch", left).path("state").asText()).isEqualTo("done");
        assertThat(done("branch", hopeless).path("state").asText()).isEqualTo("failed");
        assertThat(get("branch", "/api/exports/" + hopeless).path("failure").asText())
                .isEqualTo("gave_up");
    }

    @Test
    void whoMayNotSeeItAnyMoreGetsNoFile() {
        WORLD.member(WORLD.branch, "exporter", "viewer", null);
        long id = DATABASE.execute("""
                INSERT INTO kb_export (organization_id, member_id, login_id, grant_id, kind, request)
                SELECT organization_id, id, login_id, 999999, 'schedules', '{"kind":"schedules"}'
                FROM kb_member WHERE login_id = 'exporter'""");

        await("failed")
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        count("SELECT COUNT(*) FROM kb_export WHERE id = ? AND failure = 'access_ended'", id) == 1);
    }

    @Test
    void onlyAFewAreOpenAtATimeAndAnotherIsRefusedWithItsReason() {
        WORLD.member(WORLD.branch, "eager", "manager", null);
        for (int i = 0; i < 3; i++) {
            DATABASE.execute("""
                    INSERT INTO kb_export (organization_id, member_id, login_id, kind, request, next_try_at)
                    SELECT organization_id, id, login_id, 'schedules', '{"kind":"schedules"}', UTC_TIMESTAMP(3) + INTERVAL 1 DAY
                    FROM kb_member WHERE login_id = 'eager'""");
        }

        JsonNode refused = post("eager", "/api/exports", march(), 409);

        assertThat(refused.path("detail").asText()).contains("3 files");
    }

    @Test
    void oneThatIsNotDoneCannotBeDownloadedAndOneThatIsDeletedIsGone() {
        long waiting = export("writing", 0);
        DATABASE.execute("UPDATE kb_export SET next_try_at = UTC_TIMESTAMP(3) + INTERVAL 1 DAY WHERE id = ?", waiting);
        as("branch")
                .get()
                .uri("/api/exports/" + waiting + "/file")
                .exchange()
                .expectStatus()
                .isEqualTo(409);

        send("branch", HttpMethod.DELETE, "/api/exports/" + waiting, null, 204);

        as("branch")
                .get()
                .uri("/api/exports/" + waiting)
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void aDownloadIsOnRecord() {
        long id = Things.export("branch");

        file("branch", id);

        assertThat(get("hq", "/api/audit?subject=export&subjectId=" + id)
                        .at("/items/0/action")
                        .asText())
                .isEqualTo("exported");
    }

    private static ObjectNode march() {
        ObjectNode request = Bodies.export().put("from", "2032-03-01").put("until", "2032-03-31");
        request.remove("status");
        return request;
    }

    private long ask(String login, ObjectNode request) {
        return id(post(login, "/api/exports", request, 202));
    }

    private static long id(JsonNode export) {
        return export.path("id").asLong();
    }

    private JsonNode done(String login, long id) {
        await("over")
                .atMost(Duration.ofSeconds(30))
                .until(() -> count("SELECT COUNT(*) FROM kb_export WHERE id = ? AND next_try_at IS NULL", id) == 1);
        return get(login, "/api/exports/" + id);
    }

    private List<String> file(String login, long id) {
        byte[] file = as(login)
                .get()
                .uri("/api/exports/" + id + "/file")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.parseMediaType("text/csv"))
                .expectBody()
                .returnResult()
                .getResponseBody();
        return Arrays.asList(new String(file, StandardCharsets.UTF_8).split("\r\n"));
    }

    private static List<String> texts(List<String> lines) {
        return lines.stream()
                .skip(1)
                .map(line -> line.replaceAll(".*\"(many \\d+)\".*", "$1"))
                .collect(Collectors.toList());
    }

    /** One of the branch that a writer left. */
    private static long export(String state, int tries) {
        return DATABASE.execute("""
                INSERT INTO kb_export (organization_id, member_id, login_id, kind, request, state, tries)
                SELECT organization_id, id, login_id, 'send_log',
                       '{"kind":"send_log","from":"2032-03-01","until":"2032-03-31"}', ?, ?
                FROM kb_member WHERE login_id = 'branch'""", state, tries);
    }

    /** So many that were sent a second after each other. */
    private static void log(long room, long organization, Instant from, int count, String text) {
        for (int start = 0; start < count; start += 500) {
            int number = Math.min(500, count - start);
            String rows = IntStream.range(start, start + number)
                    .mapToObj(i -> "(%d, %d, %d, 'channel', '%s %d', 'text', 'success', '%s')"
                            .formatted(
                                    Math.abs(java.util.UUID.randomUUID().getMostSignificantBits()),
                                    organization,
                                    room,
                                    text,
                                    i,
                                    LocalDateTime.ofInstant(from.plusSeconds(i), ZoneOffset.UTC)))
                    .collect(Collectors.joining(","));
            DATABASE.execute("INSERT INTO kb_schedule_logs (occurrence_id, organization_id, room_id, target_room_id,"
                    + " sent_message_text, send_components, status, scheduled_at) VALUES " + rows);
        }
    }

    private static long count(String sql, Object... values) {
        return DATABASE.count(sql, values);
    }
}
