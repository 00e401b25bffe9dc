package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.roomcast.api.access.UnderGrant;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** A role elsewhere until a time, and nothing beyond it. */
class GrantsIT extends ApiTest {
    private static final Instant TOMORROW =
            DATABASE.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);

    @Test
    void whatIsLentCountsWhereTheGrantIsNamedAndIsOnRecord() {
        long grant = give("agency", "branch", WORLD.otherBranch, "manager");

        assertSees(as("branch"), ROOM, OTHER_ROOM);
        assertSees(under(grant, "branch"), OTHER_ROOM, ROOM);
        long schedule = send(
                        under(grant, "branch"), HttpMethod.POST, "/api/schedules", Bodies.schedule(OTHER_ROOM), 201)
                .path("id")
                .asLong();

        assertThat(get("other-branch", "/api/schedules/" + schedule)
                        .path("roomId")
                        .asLong())
                .isEqualTo(OTHER_ROOM);
        JsonNode entry = get("other-branch", "/api/audit?subject=schedule&subjectId=" + schedule)
                .path("items")
                .get(0);
        assertThat(entry.path("loginId").asText()).isEqualTo("branch");
        assertThat(entry.path("grantId").asLong()).isEqualTo(grant);
        assertThat(get("branch", "/api/me/grants").findValuesAsText("id")).contains(Long.toString(grant));
        assertThat(send(under(grant, "branch"), HttpMethod.GET, "/api/me", null, 200)
                        .path("grantId")
                        .asLong())
                .isEqualTo(grant);
    }

    @Test
    void aViewerOfAnotherPlaceChangesNothingThere() {
        long grant = give("agency", "branch", WORLD.otherBranch, "viewer");

        assertSees(under(grant, "branch"), OTHER_ROOM, ROOM);
        send(under(grant, "branch"), HttpMethod.POST, "/api/templates", Bodies.template(), 403);
    }

    @Test
    void whatWouldOutliveItIsNotLent() {
        long grant = give("agency", "branch", WORLD.agency, "manager");

        for (var refused : List.of(
                List.of("/api/members", Bodies.member()),
                List.of("/api/organizations", Bodies.organization()),
                List.of("/api/rooms", Bodies.room(WORLD.branch, BOT)),
                List.of("/api/grants", Bodies.grant(memberId("viewer"), WORLD.otherBranch)))) {
            JsonNode problem =
                    send(under(grant, "branch"), HttpMethod.POST, (String) refused.get(0), refused.get(1), 403);
            assertThat(problem.path("detail").asText()).contains("temporary grant");
        }
    }

    @Test
    void onceItHasEndedItIsRefusedAndTheMembersOwnRightsStay() {
        long revoked = give("agency", "branch", WORLD.otherBranch, "manager");
        send("agency", HttpMethod.DELETE, "/api/grants/" + revoked, null, 200);
        long past = give("agency", "branch", WORLD.otherBranch, "manager");
        DATABASE.execute("UPDATE kb_grant SET until_at = UTC_TIMESTAMP(3) WHERE id = ?", past);
        long anothers = give("agency", "viewer", WORLD.otherBranch, "viewer");

        for (long grant : List.of(revoked, past, anothers, 987_654_321L)) {
            JsonNode problem = send(under(grant, "branch"), HttpMethod.GET, "/api/rooms", null, 403);
            assertThat(problem.path("code").asText()).isEqualTo("grant_ended");
        }
        assertSees(as("branch"), ROOM, OTHER_ROOM);
        assertThat(get("branch", "/api/me/grants").findValuesAsText("id"))
                .doesNotContain(Long.toString(revoked), Long.toString(past), Long.toString(anothers));
        assertThat(stateOf("agency", revoked)).isEqualTo("revoked");
        assertThat(stateOf("agency", past)).isEqualTo("ended");
        assertThat(stateOf("agency", anothers)).isEqualTo("open");
    }

    @Test
    void aHeaderThatNamesNoGrantIsABadRequest() {
        for (String garbage : List.of("", "abc", "-1", "99999999999999999999", "1 OR 1=1")) {
            as("branch")
                    .get()
                    .uri("/api/me")
                    .header(UnderGrant.HEADER, garbage)
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
        }
    }

    @Test
    void whoWasSwitchedOffIsNobodyUnderAGrantEither() {
        long member = WORLD.member(WORLD.branch, "lender-" + key().substring(0, 8), "manager", null);
        String login = loginOf(member);
        long grant = give("agency", login, WORLD.otherBranch, "manager");

        DATABASE.execute("UPDATE kb_member SET status = 'inactive' WHERE id = ?", member);

        send(under(grant, login), HttpMethod.GET, "/api/rooms", null, 401);
    }

    @Test
    void whoTakesOverAnAccountDoesNotTakeWhatOthersLentToIt() {
        long member = WORLD.member(WORLD.branch, "taken-" + key().substring(0, 8), "manager", null);
        String login = loginOf(member);
        long fromAbove = give("hq", login, WORLD.otherDistributor, "manager");
        long fromHere = give("agency", login, WORLD.otherBranch, "manager");

        put("agency", "/api/members/" + member, 0, Bodies.member().put("loginId", login));

        send(under(fromAbove, login), HttpMethod.GET, "/api/me", null, 403);
        send(under(fromHere, login), HttpMethod.GET, "/api/me", null, 200);
        assertThat(stateOf("hq", fromAbove)).isEqualTo("revoked");
    }

    @Test
    void aPrivateTemplateOfAnotherPlaceStaysPrivate() {
        long grant = give("agency", "branch", WORLD.agency, "manager");
        JsonNode made = send(
                under(grant, "branch"),
                HttpMethod.POST,
                "/api/templates",
                Bodies.template().put("sharing", "own"),
                201);

        as("branch")
                .put()
                .uri("/api/templates/" + made.path("id").asLong())
                .header("If-Match", "\"0\"")
                .bodyValue(Bodies.template().put("sharing", "below"))
                .exchange()
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void nobodyLendsMoreThanTheyHave() {
        refused("agency", Bodies.grant(memberId("branch"), WORLD.otherDistributor), "/organizationId", "unknown");
        refused("agency", Bodies.grant(memberId("other-distributor"), WORLD.branch), "/memberId", "unknown");
        refused("agency", Bodies.grant(memberId("branch"), WORLD.branch), "/role", "already_so");
        refused("agency", Bodies.grant(memberId("viewer"), WORLD.branch).put("role", "viewer"), "/role", "already_so");
        refused(
                "agency",
                Bodies.grant(memberId("branch"), WORLD.otherBranch)
                        .put("until", DATABASE.now().plus(Duration.ofDays(40)).toString()),
                "/until",
                "out_of_range");
        post("branch", "/api/grants", Bodies.grant(memberId("viewer"), WORLD.branch), 403);
        // More where they see already: a viewer becomes a manager for a while.
        give("agency", "viewer", WORLD.branch, "manager");
    }

    @Test
    void whatSomebodySeesNamesWhatIsLentToThem() {
        long grant = give("agency", "branch", WORLD.otherBranch, "viewer");

        JsonNode lent =
                get("agency", "/api/members/" + memberId("branch") + "/access").path("grants");

        assertThat(lent.findValuesAsText("id")).contains(Long.toString(grant));
        assertThat(get("branch", "/api/members/" + memberId("branch") + "/access")
                        .path("grants"))
                .as("of organisations that the reader does not see")
                .isEmpty();
    }

    @Test
    void aStreamUnderAGrantEndsWithIt() {
        long grant = give("agency", "branch", WORLD.otherBranch, "viewer");
        Flux<String> results = under(grant, "branch")
                .get()
                .uri("/api/events/results")
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody();

        StepVerifier.create(results.timeout(Duration.ofSeconds(30)))
                .then(() -> send("agency", HttpMethod.DELETE, "/api/grants/" + grant, null, 200))
                .thenConsumeWhile(event -> true)
                .expectComplete()
                .verify(Duration.ofSeconds(30));
    }

    @Test
    void aBroadcastMadeUnderAGrantIsApprovedAsLongAsItIsOpen() {
        long grant = give("agency", "branch", WORLD.otherBranch, "manager");
        long approved = pendingBroadcast(grant);
        long late = pendingBroadcast(grant);

        post("agency", "/api/broadcasts/" + approved + "/approve", Bodies.decision(), 200);
        send("agency", HttpMethod.DELETE, "/api/grants/" + grant, null, 200);

        post("agency", "/api/broadcasts/" + late + "/approve", Bodies.decision(), 409);
    }

    private long pendingBroadcast(long grant) {
        long[] rooms = new long[12];
        for (int i = 0; i < rooms.length; i++) {
            rooms[i] = WORLD.room(WORLD.otherBranch, BOT);
        }
        JsonNode made = send(under(grant, "branch"), HttpMethod.POST, "/api/broadcasts", Bodies.broadcast(rooms), 201);
        assertThat(made.path("state").asText()).isEqualTo("pending");
        return made.path("id").asLong();
    }

    private long give(String giver, String borrower, long organization, String role) {
        return post(giver, "/api/grants", body(borrower, organization, role), 201)
                .path("id")
                .asLong();
    }

    private static JsonNode body(String borrower, long organization, String role) {
        return Bodies.grant(memberId(borrower), organization).put("role", role).put("until", TOMORROW.toString());
    }

    private void refused(String giver, JsonNode body, String pointer, String code) {
        JsonNode problem = post(giver, "/api/grants", body, 422).path("errors").get(0);
        assertThat(problem.path("pointer").asText()).isEqualTo(pointer);
        assertThat(problem.path("code").asText()).isEqualTo(code);
    }

    private static String loginOf(long member) {
        return (String) DATABASE.query("SELECT login_id FROM kb_member WHERE id = ?", member)
                .get(0)
                .get("login_id");
    }

    private String stateOf(String reader, long grant) {
        return StreamSupport.stream(get(reader, "/api/grants").path("items").spliterator(), false)
                .filter(item -> item.path("id").asLong() == grant)
                .map(item -> item.path("state").asText())
                .findFirst()
                .orElse("absent");
    }

    private static long memberId(String login) {
        return DATABASE.count("SELECT id FROM kb_member WHERE login_id = ?", login);
    }

    private WebTestClient under(long grant, String login) {
        return as(login)
                .mutate()
                .defaultHeader(UnderGrant.HEADER, Long.toString(grant))
                .build();
    }

    private static void assertSees(WebTestClient client, long room, long other) {
        send(client, HttpMethod.GET, "/api/rooms/" + room, null, 200);
        send(client, HttpMethod.GET, "/api/rooms/" + other, null, 404);
    }
}
