package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** What was deleted, for thirty days. */
class RecycleBinIT extends ApiTest {
    private static final String BIN = "/api/schedules/deleted";

    @Test
    void whatWasDeletedLiesInTheBinAndComesBackAsItWas() {
        JsonNode made = created("branch", Bodies.schedule(ROOM).put("title", "bin " + key()));
        String uri = "/api/schedules/" + made.path("id").asLong();
        delete("branch", made.path("id").asLong());

        send("branch", HttpMethod.GET, uri, null, 404);
        assertThat(titles("branch")).contains(made.path("title").asText());
        assertThat(titles("other-branch")).doesNotContain(made.path("title").asText());
        post("other-branch", uri + "/restore", null, 404);
        post("viewer", uri + "/restore", null, 403);

        JsonNode restored = post("branch", uri + "/restore", null, 200);

        assertThat(restored.path("status").asText()).isEqualTo("active");
        assertThat(restored.path("nextSendAt")).isEqualTo(made.path("nextSendAt"));
        post("branch", uri + "/restore", null, 404);
    }

    @Test
    void afterThirtyDaysItIsGone() {
        JsonNode made = created("branch", Bodies.schedule(ROOM).put("title", "old in bin " + key()));
        long id = made.path("id").asLong();
        delete("branch", id);
        DATABASE.execute("UPDATE kb_schedule SET deleted_at = UTC_TIMESTAMP(3) - INTERVAL 721 HOUR WHERE id = ?", id);

        assertThat(titles("branch")).doesNotContain(made.path("title").asText());
        post("branch", "/api/schedules/" + id + "/restore", null, 404);
    }

    @Test
    void nothingIsLeftOutBetweenItsPages() {
        List<String> made = IntStream.range(0, 5)
                .mapToObj(i -> created("branch", Bodies.schedule(ROOM).put("title", "page of bin " + key())))
                .map(schedule -> schedule.path("title").asText())
                .toList();
        // Three at one moment: a page ends between them.
        DATABASE.execute(
                "UPDATE kb_schedule SET deleted_status = status, deleted_at = UTC_TIMESTAMP(3) - INTERVAL 1 HOUR WHERE title IN (?, ?, ?)",
                made.get(0),
                made.get(1),
                made.get(2));
        DATABASE.execute(
                "UPDATE kb_schedule SET deleted_status = status, deleted_at = UTC_TIMESTAMP(3) - INTERVAL 2 HOUR WHERE title IN (?, ?)",
                made.get(3),
                made.get(4));
        var ids = new ArrayList<String>();
        var seen = new ArrayList<String>();
        JsonNode page = get("branch", BIN + "?limit=2");
        while (page.hasNonNull("nextCursor")) {
            page.path("items").forEach(item -> ids.add(item.path("id").asText()));
            seen.addAll(page.findValuesAsText("title"));
            page = get(
                    "branch", BIN + "?limit=2&cursor=" + page.path("nextCursor").asText());
        }
        seen.addAll(page.findValuesAsText("title"));

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(seen.stream().filter(made::contains))
                .containsExactly(made.get(2), made.get(1), made.get(0), made.get(4), made.get(3));
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        String foreign = Base64.getUrlEncoder().encodeToString("b:12".getBytes(StandardCharsets.US_ASCII));
        for (String cursor : List.of("none", foreign)) {
            assertThat(send("branch", HttpMethod.GET, BIN + "?cursor=" + cursor, null, 400)
                            .at("/errors/0/pointer")
                            .asText())
                    .isEqualTo("cursor");
        }
    }

    private List<String> titles(String login) {
        return get(login, BIN + "?limit=100").findValuesAsText("title");
    }
}
