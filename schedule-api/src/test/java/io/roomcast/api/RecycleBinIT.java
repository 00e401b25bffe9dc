package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** What was deleted, for thirty days. */
class RecycleBinIT extends ApiTest {
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

    private List<String> titles(String login) {
        return get(login, "/api/schedules/deleted").findValuesAsText("title");
    }
}
