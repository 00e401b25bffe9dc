package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** Who sees and who changes a saved text: its maker, its organisation, or all below. */
class TemplatesIT extends ApiTest {
    private static final String URI = "/api/templates";

    @Test
    void eachSharingHasItsOwnReaders() {
        WORLD.member(WORLD.agency, "agency-second", "manager", null);
        Map<String, List<String>> readers = Map.of(
                "own", List.of("agency"),
                "organization", List.of("agency", "agency-second", "distributor", "hq"),
                "below", List.of("agency", "agency-second", "distributor", "hq", "branch", "viewer", "other-branch"));
        readers.forEach((sharing, expected) -> {
            long id = make("agency", sharing);

            for (String login : List.of(
                    "hq",
                    "distributor",
                    "agency",
                    "agency-second",
                    "branch",
                    "viewer",
                    "other-branch",
                    "other-distributor")) {
                send(login, HttpMethod.GET, URI + "/" + id, null, expected.contains(login) ? 200 : 404);
                assertThat(ids(login).contains(id)).as("%s, %s", sharing, login).isEqualTo(expected.contains(login));
            }
        });
    }

    @Test
    void whatIsSharedFromAboveIsNotChangedFromBelow() {
        long id = make("agency", "below");

        assertThat(get("branch", URI + "/" + id).path("changeable").asBoolean()).isFalse();
        assertThat(get("distributor", URI + "/" + id).path("changeable").asBoolean())
                .isTrue();
        change("branch", id, "below", 403);
        as("branch")
                .delete()
                .uri(URI + "/" + id)
                .header("If-Match", "\"0\"")
                .exchange()
                .expectStatus()
                .isForbidden();
        change("distributor", id, "own", 422);
        change("distributor", id, "organization", 200);

        send("branch", HttpMethod.GET, URI + "/" + id, null, 404);
    }

    @Test
    void twoMembersMayCallTheirOwnTheSame() {
        WORLD.member(WORLD.agency, "agency-namesake", "manager", null);
        var body = Bodies.template().put("sharing", "own");

        post("agency", URI, body, 201);
        post("agency-namesake", URI, body, 201);
        post("agency", URI, body, 409);
    }

    @Test
    void whatOnlyOneSawGoesWithThem() {
        long leaver = WORLD.member(WORLD.agency, "agency-leaver", "manager", null);
        long own = make("agency-leaver", "own");
        long common = make("agency-leaver", "organization");

        as("hq").delete()
                .uri("/api/members/" + leaver)
                .header("If-Match", "\"0\"")
                .exchange()
                .expectStatus()
                .isNoContent();

        assertThat(DATABASE.query("SELECT id FROM kb_template WHERE id IN (?, ?)", own, common))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("id", common));
    }

    private long make(String login, String sharing) {
        JsonNode made = post(login, URI, Bodies.template().put("sharing", sharing), 201);
        assertThat(made.path("sharing").asText()).isEqualTo(sharing);
        return made.path("id").asLong();
    }

    private void change(String login, long id, String sharing, int status) {
        as(login)
                .put()
                .uri(URI + "/" + id)
                .header("If-Match", "\"0\"")
                .bodyValue(Bodies.template().put("sharing", sharing))
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    private List<Long> ids(String login) {
        return get(login, URI + "?limit=100").path("items").findValues("id").stream()
                .map(JsonNode::asLong)
                .toList();
    }
}
