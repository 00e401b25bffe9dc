package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

/** What was due in a period, latest first, page by page. */
class HistoryIT extends ApiTest {
    private static final String URI = "/api/logs/send";

    /** Midnight of 10 March 2033 in Seoul. */
    private static final Instant MIDNIGHT = Instant.parse("2033-03-09T15:00:00Z");

    private static final String DAY = "?from=2033-03-10&until=2033-03-10";
    private static final long HISTORY_ROOM = WORLD.room(WORLD.branch, BOT);
    private static final List<Long> OF_DAY = new ArrayList<>();
    private static long before;
    private static long longBefore;
    private static long failed;

    @BeforeAll
    static void fill() {
        longBefore = log(HISTORY_ROOM, WORLD.branch, MIDNIGHT.minusSeconds(300L * 86_400), "success");
        before = log(HISTORY_ROOM, WORLD.branch, MIDNIGHT.minusMillis(1), "success");
        // Written down in another order than they were due; three at one moment.
        long last = log(HISTORY_ROOM, WORLD.branch, MIDNIGHT.plusSeconds(86_400).minusMillis(1), "success");
        long first = log(HISTORY_ROOM, WORLD.branch, MIDNIGHT, "success");
        var together = new ArrayList<Long>();
        for (int i = 0; i < 3; i++) {
            together.add(0, log(HISTORY_ROOM, WORLD.branch, MIDNIGHT.plusSeconds(40_000), "success"));
        }
        failed = log(ROOM, WORLD.branch, MIDNIGHT.plusSeconds(30_000), "failed");
        log(OTHER_ROOM, WORLD.otherBranch, MIDNIGHT.plusSeconds(20_000), "success");
        log(HISTORY_ROOM, WORLD.branch, MIDNIGHT.plusSeconds(86_400), "success");
        OF_DAY.add(last);
        OF_DAY.addAll(together);
        OF_DAY.add(failed);
        OF_DAY.add(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void aDayIsWhatWasDueInItLatestFirst(int limit) {
        assertThat(all("branch", DAY, limit)).isEqualTo(OF_DAY);
    }

    @Test
    void aPeriodIsWalkedDownToItsBeginning() {
        var own = new ArrayList<>(OF_DAY);
        own.add(before);
        assertThat(all("branch", "?until=2033-03-10", 100).stream()
                        .filter(id -> own.contains(id) || id == longBefore)
                        .toList())
                .isEqualTo(own);
        own.add(longBefore);
        // Other tests have runs in that year.
        assertThat(all("branch", "?from=2032-03-01&until=2033-03-10", 100).stream()
                        .filter(own::contains)
                        .toList())
                .isEqualTo(own);
    }

    /** Beside the proof as it was written: what was said of each part, and of the whole, in Korean. */
    @Test
    void theProofIsToldInKoreanToo() {
        long id = log(ROOM, WORLD.branch, MIDNIGHT.minusSeconds(86_400), "failed");
        DATABASE.execute(
                "UPDATE kb_schedule_logs SET error_message = 'GAVE_UP: 3 tries; the last: HTTP 500', api_response ="
                        + " '[{\"position\":0,\"detail\":\"Not seen in the room\\'s log\"},{\"position\":1,\"detail\":null}]' WHERE id = ?",
                id);

        JsonNode log = get("branch", URI + "?from=2033-03-09&until=2033-03-09&status=failed")
                .at("/items/0");

        assertThat(log.path("id").asLong()).isEqualTo(id);
        assertThat(log.path("partDetailsKo"))
                .extracting(JsonNode::asText)
                .containsExactly("톡방 기록에서 확인되지 않았습니다", "null");
        assertThat(log.path("errorMessageKo").asText()).isEqualTo("GAVE_UP: 3번 시도했습니다. 마지막 대답: HTTP 500");
        assertThat(log.at("/apiResponse/0/detail").asText()).isEqualTo("Not seen in the room's log");
    }

    @Test
    void aRoomAndAnOutcomeNarrowIt() {
        assertThat(all("branch", DAY + "&status=failed", 1)).containsExactly(failed);
        assertThat(all("branch", DAY + "&roomId=" + HISTORY_ROOM, 2))
                .hasSize(5)
                .doesNotContain(failed)
                .isSubsetOf(OF_DAY);
        assertThat(all("other-branch", DAY + "&roomId=" + HISTORY_ROOM, 2)).isEmpty();
    }

    @Test
    void theDayIsThatOfTheZone() {
        assertThat(all("branch", "?from=2033-03-09&until=2033-03-09&timeZone=UTC", 100))
                .contains(OF_DAY.get(OF_DAY.size() - 1), before)
                .doesNotContain(OF_DAY.get(0));
    }

    @Test
    void aWideSubtreeIsToldTheSameAndNothingOfOthers() {
        Widened.during(WORLD.distributor, () -> {
            assertThat(all("distributor", DAY, 2)).containsAll(OF_DAY).hasSize(OF_DAY.size() + 1);
            assertThat(all("distributor", DAY + "&status=failed", 2)).containsExactly(failed);
        });
        Widened.during(
                WORLD.otherDistributor,
                () -> assertThat(all("other-distributor", DAY, 2)).isEmpty());
    }

    @Test
    void badQuestionsNameTheParameter() {
        assertRefused("?from=2033-03-10&until=2033-03-09", "from");
        assertRefused("?from=2020-01-01&until=2033-03-09", "from");
        assertRefused("?until=yesterday", "until");
        assertRefused(DAY + "&timeZone=Mars/Base", "timeZone");
        assertRefused(DAY + "&status=odd", "status");
        String newest = get("branch", URI + "?limit=1").path("nextCursor").asText();
        assertRefused(DAY + "&cursor=" + newest, "cursor");
    }

    private void assertRefused(String question, String parameter) {
        assertThat(send("branch", HttpMethod.GET, URI + question, null, 400)
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo(parameter);
    }

    private List<Long> all(String login, String question, int limit) {
        var ids = new ArrayList<Long>();
        JsonNode page = get(login, URI + question + "&limit=" + limit);
        while (page.hasNonNull("nextCursor")) {
            page.path("items").forEach(log -> ids.add(log.path("id").asLong()));
            page = get(
                    login,
                    URI + question + "&limit=" + limit + "&cursor="
                            + page.path("nextCursor").asText());
        }
        page.path("items").forEach(log -> ids.add(log.path("id").asLong()));
        return ids;
    }

    private static long log(long room, long organization, Instant dueAt, String status) {
        return DATABASE.execute("""
                INSERT INTO kb_schedule_logs (occurrence_id, organization_id, room_id, target_room_id, status, scheduled_at,
                  started_at, completed_at, duration_ms)
                SELECT COALESCE(MAX(id), 0) + 8000000, ?, ?, '1', ?, ?, ?, ?, 10 FROM kb_schedule_logs""", organization, room, status, dueAt, dueAt, dueAt);
    }
}
