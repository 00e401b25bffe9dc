package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.http.HttpMethod;

/** Whatever changes anything leaves an entry that says who, from where, what and how it was before. */
class AuditIT extends DeedsTest {
    /** They change nothing that anybody keeps. */
    private static final Set<String> LEAVE_NOTHING = Set.of(
            "POST /api/schedules/preview",
            "POST /api/simulations",
            "POST /api/broadcasts/preview",
            "POST /api/auth/refresh");

    /** One way to do each thing; each runs for itself. */
    private final Map<String, Deed> deeds = deeds();

    @TestFactory
    Stream<DynamicTest> everyChangeLeavesAnEntry() {
        connect();
        return deeds.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    long before = newestId();

                    each.getValue().deed().run();

                    assertThat(DATABASE.query(
                                    "SELECT CONCAT(action, ' ', subject) AS what, address, origin FROM kb_audit_log WHERE id > ?",
                                    before))
                            .anySatisfy(row -> assertThat(row)
                                    .containsEntry("what", each.getValue().expected())
                                    .containsEntry("address", "127.0.0.1")
                                    .containsEntry("origin", "web"));
                }));
    }

    /** What is added to the API has to be added here. */
    @Test
    void nothingThatChangesIsForgotten() {
        var changing = new TreeSet<String>();
        get("hq", "/api/openapi")
                .path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method ->
                                changing.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        changing.removeIf(operation -> operation.startsWith("GET ") || LEAVE_NOTHING.contains(operation));

        assertThat(deeds.keySet()).containsExactlyInAnyOrderElementsOf(changing);
    }

    @Test
    void anEntrySaysWhatWasBeforeAndAfter() {
        long room = WORLD.room(WORLD.branch, BOT);
        ObjectNode body = Bodies.room(WORLD.branch, BOT).put("name", "after").put("kind", "operation");
        body.remove("quietFrom");
        body.remove("quietUntil");

        put("agency", "/api/rooms/" + room, 0, body);

        JsonNode entry = newest("agency", "?subject=room&subjectId=" + room);
        assertThat(entry.path("loginId").asText()).isEqualTo("agency");
        assertThat(entry.path("subjectName").asText()).isEqualTo("after");
        JsonNode name = change(entry, "name");
        assertThat(name.path("before").asText()).startsWith("room ");
        assertThat(name.path("after").asText()).isEqualTo("after");
        assertThat(change(entry, "tags").path("after").asText()).isEqualTo("배달,서울");
        assertThat(change(entry, "kind")).isEmpty();
        assertThat(change(entry, "leaseEpoch")).isEmpty();
    }

    @Test
    void aPasswordIsNeverShown() {
        long member = WORLD.member(WORLD.branch, "secretive-" + key().substring(0, 8), "viewer", "$2a$04$old");

        put("hq", "/api/members/" + member, 0, Bodies.member());

        JsonNode entry = newest("hq", "?subject=member&action=updated&subjectId=" + member);
        assertThat(change(entry, "passwordHash").path("before").asText()).isEqualTo("***");
        assertThat(change(entry, "passwordHash").path("after").asText()).isEqualTo("***");
        assertThat(entry.toString()).doesNotContain("$2a$").doesNotContain("long enough secret");
    }

    @Test
    void whatOneMemberAloneSeesIsNotReadHere() {
        String secret = "between us " + key();
        var body = Bodies.template().put("sharing", "own").put("body", secret);
        long template = post("agency", "/api/templates", body, 201).path("id").asLong();

        put("agency", "/api/templates/" + template, 0, body.put("body", secret + "!"));

        JsonNode entries = items("?subject=template&subjectId=" + template);
        assertThat(entries).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.toString()).doesNotContain(secret);
            assertThat(change(entry, "body").path("after").asText()).isEqualTo("***");
        });
    }

    @Test
    void whatMovesLeavesAnEntryOnBothSides() {
        long room = WORLD.room(WORLD.branch, BOT);

        put(
                "agency",
                "/api/rooms/" + room,
                0,
                Bodies.room(WORLD.otherBranch, BOT).put("name", "moved"));

        String ofRoom = "?subject=room&subjectId=" + room;
        JsonNode left = newest("branch", ofRoom);
        assertThat(change(left, "organizationId").path("before").asLong()).isEqualTo(WORLD.branch);
        JsonNode arrived = newest("other-branch", ofRoom);
        assertThat(change(arrived, "name").path("after").asText()).isEqualTo("moved");
        assertThat(arrived.toString()).doesNotContain("before");
    }

    @Test
    void aHolidaySaysWhatItWasCalled() {
        send("hq", HttpMethod.PUT, "/api/holidays/2032-02-02", "{\"name\":\"old name\"}", 204);
        send("hq", HttpMethod.PUT, "/api/holidays/2032-02-02", "{\"name\":\"new name\"}", 204);
        long before = newestId();
        send("hq", HttpMethod.PUT, "/api/holidays/2032-02-02", "{\"name\":\"new name\"}", 204);

        assertThat(newestId()).isEqualTo(before);
        JsonNode change = change(newest("hq", "?subject=holiday"), "2032-02-02");
        assertThat(change.path("before").asText()).isEqualTo("old name");
        assertThat(change.path("after").asText()).isEqualTo("new name");
    }

    @Test
    void whatWasRefusedOrChangedNothingLeavesNoEntry() {
        long schedule = create("branch", Bodies.schedule(ROOM));
        long before = newestId();

        post("branch", "/api/schedules/" + schedule + "/toggle", "{\"active\":true}", 200);
        post("viewer", "/api/schedules/" + schedule + "/toggle", "{\"active\":false}", 403);
        post("branch", "/api/schedules", Bodies.schedule(OTHER_ROOM), 422);

        assertThat(DATABASE.query("SELECT * FROM kb_audit_log WHERE id > ?", before))
                .isEmpty();
    }

    @Test
    void everyoneSeesWhatConcernsTheirOwnAndViewersNothing() {
        long room = WORLD.room(WORLD.branch, BOT);
        post("hq", "/api/rooms/" + room + "/pause", Bodies.pause(), 200);
        String ofRoom = "?subject=room&subjectId=" + room;

        assertThat(newest("branch", ofRoom).path("loginId").asText()).isEqualTo("hq");
        assertThat(get("other-branch", "/api/audit" + ofRoom).path("items")).isEmpty();
        assertThat(get("other-distributor", "/api/audit" + ofRoom).path("items"))
                .isEmpty();
        send("viewer", HttpMethod.GET, "/api/audit", null, 403);
        get("branch", "/api/audit?limit=100")
                .path("items")
                .forEach(entry -> assertThat(DATABASE.count(
                                "SELECT COUNT(*) FROM kb_audit_log a JOIN kb_organization g ON a.organization_path LIKE"
                                        + " CONCAT(g.path, '%') WHERE a.id = ? AND g.id = ?",
                                entry.path("id").asLong(), WORLD.branch))
                        .isEqualTo(1));
    }

    @Test
    void aListIsNarrowedByWhoWhatAndWhen() {
        long template = post("branch", "/api/templates", Bodies.template(), 201)
                .path("id")
                .asLong();
        String about = "&subject=template&subjectId=" + template;

        assertThat(items("?loginId=branch&action=created" + about)).hasSize(1);
        assertThat(items("?loginId=hq" + about)).isEmpty();
        assertThat(items("?action=deleted" + about)).isEmpty();
        assertThat(items("?from=2020-01-01" + about)).hasSize(1);
        assertThat(items("?until=2020-01-01" + about)).isEmpty();
        assertThat(items("?until=2020-01-01&timeZone=UTC" + about)).isEmpty();
        send("hq", HttpMethod.GET, "/api/audit?action=danced", null, 400);
        send("hq", HttpMethod.GET, "/api/audit?subject=moon", null, 400);
        send("hq", HttpMethod.GET, "/api/audit?from=2020-01-01&timeZone=Moon", null, 400);
    }

    @Test
    void whoeverLooksAtMembersIsOnRecord() {
        get("agency", "/api/members?limit=2");

        JsonNode entry = newest("agency", "?subject=member&action=viewed");

        assertThat(entry.path("loginId").asText()).isEqualTo("agency");
        assertThat(change(entry, "ids").path("after").asText()).matches("\\[\\d+,\\d+]");
    }

    @Test
    void whoeverLooksAtOneMemberOrAtGrantsIsOnRecord() {
        long member = WORLD.member(WORLD.branch, "seen-" + key().substring(0, 8), "viewer", null);
        long grant = post("agency", "/api/grants", Bodies.grant(member, WORLD.otherBranch), 201)
                .path("id")
                .asLong();

        get("agency", "/api/members/" + member);
        get("agency", "/api/grants?limit=1");

        assertThat(newest("agency", "?subject=member&action=viewed&subjectId=" + member)
                        .path("loginId")
                        .asText())
                .isEqualTo("agency");
        assertThat(change(newest("agency", "?subject=grant&action=viewed"), "ids")
                        .path("after")
                        .asText())
                .isEqualTo("[" + grant + "]");
    }

    /** What leaves as a file says how much of it. */
    @Test
    void whateverIsTakenAwayAsAFileIsOnRecord() {
        long broadcast = post("branch", "/api/broadcasts", Bodies.broadcast(ROOM), 201)
                .path("id")
                .asLong();

        as("branch")
                .get()
                .uri("/api/broadcasts/" + broadcast + "/report")
                .exchange()
                .expectStatus()
                .isOk();
        as("branch")
                .get()
                .uri("/api/statistics/report?groupBy=room")
                .exchange()
                .expectStatus()
                .isOk();

        JsonNode report = newest("branch", "?subject=broadcast&action=exported&subjectId=" + broadcast);
        assertThat(change(report, "rooms").path("after").asText()).isEqualTo("1");
        JsonNode statistics = newest("branch", "?subject=statistics&action=exported");
        assertThat(statistics.path("loginId").asText()).isEqualTo("branch");
        assertThat(change(statistics, "groupBy").path("after").asText()).isEqualToIgnoringCase("room");
    }

    @Test
    void whoeverLooksAtTheRecordIsOnRecord() {
        JsonNode seen = items("?limit=2");

        JsonNode entry = newest("hq", "?subject=audit&action=viewed");

        assertThat(entry.path("loginId").asText()).isEqualTo("hq");
        assertThat(change(entry, "ids").path("after").asText())
                .isEqualTo("[" + seen.get(0).path("id").asLong() + ","
                        + seen.get(1).path("id").asLong() + "]");
    }

    @Test
    void signingInIsOnRecordAndFailingToDoSo() {
        long before = newestId();
        String nobody = "nobody-" + key().substring(0, 8);
        signIn("agency", PASSWORD, 200);
        signIn("agency", "wrong", 401);
        signIn(nobody, "wrong", 401);

        assertThat(DATABASE.query("SELECT action, login_id FROM kb_audit_log WHERE id > ? ORDER BY id", before))
                .extracting(row -> row.get("action") + " " + row.get("login_id"))
                .containsExactly("signed_in agency", "sign_in_refused agency", "sign_in_refused " + nobody);
        assertThat(items("?loginId=" + nobody)).hasSize(1);
        assertThat(get("agency", "/api/audit?loginId=" + nobody).path("items")).isEmpty();
    }

    private JsonNode newest(String login, String query) {
        return get(login, "/api/audit" + query).path("items").path(0);
    }

    private JsonNode items(String query) {
        return get("hq", "/api/audit" + query).path("items");
    }

    /** Of one field; missing when it is not among them. */
    private static JsonNode change(JsonNode entry, String field) {
        for (JsonNode change : entry.path("changes")) {
            if (change.path("field").asText().equals(field)) {
                return change;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static long newestId() {
        return DATABASE.count("SELECT COALESCE(MAX(id), 0) FROM kb_audit_log");
    }
}
