package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Role × endpoint × relation, generated from the API's own description: an endpoint that is added without a rule here
 * fails the test.
 */
class AuthorizationIT extends ApiTest {
    private static final Set<String> OPEN = Set.of("/api/auth/login", "/api/auth/refresh", "/api/auth/logout");
    private static final String NEVER_THERE = "987654321";
    private static final Map<String, String> FILTERS =
            Map.of("organizationId", "organizations", "roomId", "rooms", "botId", "bots");

    /** Who of those inside may change, by the first segment; whoever is not named gets 403. */
    private static final Map<String, Set<String>> MAY_CHANGE = Map.ofEntries(
            Map.entry("organizations", Set.of("hq", "distributor", "agency")),
            Map.entry("members", Set.of("hq", "distributor", "agency")),
            Map.entry("bots", Set.of("hq")),
            Map.entry("rooms", Set.of("hq", "distributor", "agency")),
            Map.entry("templates", Set.of("hq", "distributor", "agency", "branch")),
            Map.entry("images", Set.of("hq", "distributor", "agency", "branch")),
            Map.entry("schedules", Set.of("hq", "distributor", "agency", "branch")),
            Map.entry("occurrences", Set.of("hq", "distributor", "agency", "branch")),
            Map.entry("broadcasts", Set.of("hq", "distributor", "agency", "branch")),
            Map.entry("test-sends", Set.of("hq", "distributor", "agency", "branch")),
            Map.entry("stops", Set.of("hq", "distributor", "agency", "branch")),
            Map.entry("alert-channels", Set.of("hq", "distributor", "agency", "branch")),
            Map.entry("grants", Set.of("hq", "distributor", "agency")),
            Map.entry("exports", Set.of("hq", "distributor", "agency", "branch", "viewer")),
            Map.entry("operations", Set.of("hq")),
            Map.entry("holidays", Set.of("hq")));

    private static final Set<String> ALL = Set.of("hq", "distributor", "agency", "branch", "viewer");

    /** Who of those inside may read, by the first segment; all where it is not named. */
    private static final Map<String, Set<String>> MAY_READ =
            Map.of("audit", Set.of("hq", "distributor", "agency", "branch"), "operations", Set.of("hq"));

    @TestFactory
    Stream<DynamicTest> withoutAGoodTokenEverythingIs401() {
        return operations()
                .filter(operation -> !OPEN.contains(operation.path()))
                .flatMap(operation -> BadTokens.ALL.stream()
                        .map(token -> DynamicTest.dynamicTest(
                                operation + " with " + (token.isEmpty() ? "no token" : token.substring(0, 6)),
                                () -> call(web, operation, operation.uri(1), token)
                                        .expectStatus()
                                        .isUnauthorized())));
    }

    @TestFactory
    Stream<DynamicTest> whatLiesOutsideIs404ForEveryRole() {
        return operations()
                .filter(Operation::hasId)
                .flatMap(operation -> Belongings.PLACES.stream()
                        .flatMap(place -> place.outsiders().stream().map(login -> outside(operation, login, place))));
    }

    private DynamicTest outside(Operation operation, String login, Belongings.Place place) {
        long id = place.things().getOrDefault(operation.resource(), 0L);
        return DynamicTest.dynamicTest(login + " " + operation + " " + place.name(), () -> {
            assertOutside(operation, login, Long.toString(id));
            assertOutside(operation, login, NEVER_THERE);
        });
    }

    /** Of what is somebody else's a filter tells no more than of what was never there. */
    @TestFactory
    Stream<DynamicTest> filtersByWhatLiesOutsideTellNothing() {
        Belongings.PLACES.forEach(place -> {
            SentRuns.runs(place.things().get("rooms"), 1, "success", "NULL", 1);
            WORLD.once(place.things().get("rooms"), DATABASE.now().plusSeconds(3600), "soon");
        });
        return operations()
                .filter(operation -> operation.method() == HttpMethod.GET)
                .flatMap(operation -> FILTERS.keySet().stream()
                        .filter(filter -> Description.parameters(operation).contains(filter))
                        .flatMap(filter -> Belongings.PLACES.stream()
                                .flatMap(place -> place.outsiders().stream()
                                        .map(login -> filtered(operation, filter, login, place)))));
    }

    private DynamicTest filtered(Operation operation, String filter, String login, Belongings.Place place) {
        String outside = Long.toString(place.things().get(FILTERS.get(filter)));
        return DynamicTest.dynamicTest(
                login + " " + operation + " of " + filter + " " + place.name(),
                () -> assertThat(filteredAnswer(operation, login, filter, outside))
                        .isEqualTo(filteredAnswer(operation, login, filter, NEVER_THERE)));
    }

    /** Of today and the days about it. */
    private String filteredAnswer(Operation operation, String login, String filter, String id) {
        var uri = UriComponentsBuilder.fromPath(operation.uri("")).queryParam(filter, id);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Map.of("from", today.minusDays(1), "until", today.plusDays(1), "timeZone", "UTC", "groupBy", "room")
                .forEach((name, value) -> {
                    if (Description.parameters(operation).contains(name)) {
                        uri.queryParam(name, value);
                    }
                });
        var answer = call(as(login), operation, uri.build().toUriString(), "")
                .expectBody(String.class)
                .returnResult();
        assertThat(answer.getStatus().value()).isIn(200, 404);
        return answer.getStatus() + " " + answer.getResponseBody();
    }

    /** Whatever else may be wrong with what is tried: it is not the caller. */
    @TestFactory
    Stream<DynamicTest> whoIsInsideAndMayIsNotRefused() {
        return operations()
                .filter(Operation::changes)
                .filter(operation -> MAY_CHANGE.containsKey(operation.resource()))
                .flatMap(operation -> Stream.of("branch", "viewer", "agency", "distributor", "hq")
                        .filter(login -> mayChange(operation, login))
                        .map(login -> DynamicTest.dynamicTest(login + " " + operation, () -> {
                            long own = Belongings.spare(operation.resource(), login);
                            Belongings.prepare(operation, own);
                            call(as(login), operation, operation.uri(own), "")
                                    .expectStatus()
                                    .value(status -> assertThat(status)
                                            .as("%s %s", login, operation)
                                            .isNotIn(401, 403, 404)
                                            .isLessThan(500));
                        })));
    }

    @TestFactory
    Stream<DynamicTest> whoIsInsideButMayNotGets403() {
        return operations()
                .filter(Operation::changes)
                .filter(operation -> MAY_CHANGE.containsKey(operation.resource()))
                .flatMap(operation -> Stream.of("branch", "viewer", "agency", "distributor", "hq")
                        .filter(login -> !mayChange(operation, login))
                        .map(login -> DynamicTest.dynamicTest(login + " " + operation, () -> {
                            long own = Belongings.own(operation.resource(), login);
                            Belongings.prepare(operation, own);
                            call(as(login), operation, operation.uri(own), "")
                                    .expectStatus()
                                    .isForbidden();
                        })));
    }

    /** Every read of the description, of something of one's own, plainly and with the examples of its parameters. */
    @TestFactory
    Stream<DynamicTest> whatIsOnesOwnCanBeReadByWhoMay() {
        return operations()
                .filter(operation -> operation.method() == HttpMethod.GET)
                .flatMap(operation -> Stream.of("branch", "viewer", "agency", "distributor", "hq")
                        .flatMap(login -> Stream.of(false, true)
                                .map(withExamples -> DynamicTest.dynamicTest(
                                        login + " " + operation + (withExamples ? " with its examples" : ""),
                                        () -> assertRead(operation, login, withExamples)))));
    }

    private void assertRead(Operation operation, String login, boolean withExamples) throws IOException {
        long own = operation.path().matches(".*/(content|thumbnail)")
                ? storedPicture()
                : Belongings.own(operation.resource(), login);
        String uri = withExamples ? operation.uriWithExamples(own) : operation.uri(own);
        boolean may = MAY_READ.getOrDefault(operation.resource(), ALL).contains(login);
        call(as(login), operation, uri, "").expectStatus().isEqualTo(may ? 200 : 403);
    }

    /** Of the branch, which everybody above it sees, too. */
    private long storedPicture() throws IOException {
        var form = new MultipartBodyBuilder();
        form.part("file", new ByteArrayResource(Pictures.picture("png", 12, 34)))
                .filename("own.png");
        return as("branch")
                .post()
                .uri("/api/images")
                .body(BodyInserters.fromMultipartData(form.build()))
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .path("id")
                .asLong();
    }

    @Test
    void everyOperationHasARule() {
        assertThat(operations().filter(Operation::changes).filter(operation -> !OPEN.contains(operation.path())))
                .allSatisfy(operation -> assertThat(MAY_CHANGE).containsKey(operation.resource()));
        assertThat(operations()).hasSizeGreaterThan(40);
    }

    /** What is told about a member is what the matrix holds. */
    @Test
    void theRightsThatAreToldAreThoseThatAreAskedFor() {
        var rightsByResource = Map.of(
                "schedules", "send",
                "rooms", "change_rooms",
                "members", "change_members",
                "organizations", "change_organizations",
                "bots", "change_phones",
                "alert-channels", "change_alerts",
                "holidays", "change_holidays");
        for (String login : List.of("hq", "distributor", "agency", "branch", "viewer")) {
            long member = DATABASE.count("SELECT id FROM kb_member WHERE login_id = ?", login);
            var rights = get("hq", "/api/members/" + member + "/access")
                    .path("rights")
                    .toString();
            rightsByResource.forEach((resource, right) -> assertThat(rights.contains("\"" + right + "\""))
                    .as("%s %s", login, right)
                    .isEqualTo(MAY_CHANGE.get(resource).contains(login)));
        }
    }

    @Test
    void whatIsToldThatAMemberSeesIsTheirSubtree() {
        long branch = DATABASE.count("SELECT id FROM kb_member WHERE login_id = 'branch'");

        var access = get("agency", "/api/members/" + branch + "/access");

        assertThat(access.path("organizations").findValuesAsText("id")).containsExactly(Long.toString(WORLD.branch));
        assertThat(access.path("rooms").asLong())
                .isEqualTo(DATABASE.count("SELECT COUNT(*) FROM kb_room WHERE organization_id = ?", WORLD.branch));
        assertThat(access.path("phones").asLong())
                .isEqualTo(DATABASE.count(
                        "SELECT COUNT(DISTINCT bot_id) FROM kb_room WHERE organization_id = ?", WORLD.branch));
        long gone = WORLD.member(WORLD.branch, "gone", "manager", null);
        DATABASE.execute("UPDATE kb_member SET status = 'inactive' WHERE id = ?", gone);
        var nothing = get("agency", "/api/members/" + gone + "/access");
        assertThat(nothing.path("rights")).isEmpty();
        assertThat(nothing.path("organizationCount").asLong()).isZero();
    }

    @Test
    void listsShowTheOwnSubtreeOnly() {
        SentRuns.runs(ROOM, 1, "success", "NULL", 1);
        SentRuns.runs(OTHER_ROOM, 1, "success", "NULL", 1);
        for (String list :
                List.of("organizations", "members", "rooms", "templates", "images", "schedules", "broadcasts")) {
            List<Long> ids = new ArrayList<>();
            get("branch", "/api/" + list + "?limit=100")
                    .path("items")
                    .forEach(item -> ids.add(item.path("id").asLong()));
            assertThat(ids).as(list).doesNotContain(Belongings.BESIDE.things().get(list));
        }
        assertThat(get("branch", "/api/logs/send?limit=100").path("items"))
                .isNotEmpty()
                .allSatisfy(
                        item -> assertThat(item.path("organizationId").asLong()).isEqualTo(WORLD.branch));
    }

    @Test
    void theTokenSaysWhoAndTheDatabaseSaysWhere() {
        // The token of ApiTest claims the head office's organisation for everybody.
        assertThat(get("branch", "/api/me").path("organizationId").asLong()).isEqualTo(WORLD.branch);
    }

    @Test
    void aMemberWhoWasSwitchedOffIsNobody() {
        WORLD.member(WORLD.branch, "leaver", "manager", null);
        as("leaver").get().uri("/api/me").exchange().expectStatus().isOk();

        DATABASE.execute("UPDATE kb_member SET status = 'inactive' WHERE login_id = 'leaver'");

        as("leaver").get().uri("/api/me").exchange().expectStatus().isUnauthorized();
    }

    private void assertOutside(Operation operation, String login, String id) {
        call(as(login), operation, operation.uri(id), "").expectStatus().isNotFound();
    }

    private static boolean mayChange(Operation operation, String login) {
        boolean pausesRoom =
                operation.path().endsWith("/pause") || operation.path().endsWith("/resume");
        Set<String> allowed = pausesRoom ? MAY_CHANGE.get("templates") : MAY_CHANGE.get(operation.resource());
        return allowed.contains(login);
    }

    private WebTestClient.ResponseSpec call(WebTestClient client, Operation operation, String uri, String token) {
        var request = client.method(operation.method())
                .uri(uri)
                .header("If-Match", "\"0\"")
                .header("Idempotency-Key", key());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (operation.path().equals("/api/images")) {
            return request.contentType(MediaType.parseMediaType("multipart/form-data; boundary=x"))
                    .bodyValue(
                            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nx\r\n--x--\r\n")
                    .exchange();
        }
        if (operation.method() == HttpMethod.GET || operation.method() == HttpMethod.DELETE) {
            return request.exchange();
        }
        return request.contentType(MediaType.APPLICATION_JSON)
                .bodyValue(bodyFor(operation).toString())
                .exchange();
    }

    private static ObjectNode bodyFor(Operation operation) {
        if (operation.path().endsWith("/toggle")) {
            return Bodies.template().removeAll();
        }
        if (operation.path().endsWith("/bulk")) {
            return Bodies.bulk("pause", 1);
        }
        if (operation.path().endsWith("{originalAt}")) {
            return Bodies.runChange();
        }
        return switch (operation.resource()) {
            case "test-sends" -> Bodies.testSend(ROOM);
            case "simulations" -> Bodies.simulation(ROOM);
            case "broadcasts" -> operation.hasId() ? Bodies.decision() : Bodies.broadcast(ROOM);
            case "stops" -> Bodies.stop("room", ROOM);
            case "grants" ->
                Bodies.grant(DATABASE.count("SELECT id FROM kb_member WHERE login_id = 'viewer'"), WORLD.branch);
            case "alert-channels" -> Bodies.alertChannel();
            case "operations" -> Bodies.example("RedriveRequest");
            case "exports" -> Bodies.export();
            case "holidays" -> operation.path().endsWith("import") ? Bodies.holidays() : Bodies.holidayName();
            case "organizations" -> Bodies.organization();
            case "members" -> Bodies.member();
            case "bots" -> Bodies.bot();
            case "rooms" -> operation.path().endsWith("/pause") ? Bodies.pause() : Bodies.room(WORLD.branch, BOT);
            case "templates" -> Bodies.template();
            case "occurrences" -> Bodies.settlement();
            default -> Bodies.schedule(ROOM);
        };
    }

    private Stream<Operation> operations() {
        // Dynamic tests are named before the client of a test is made.
        connect();
        return Description.operations();
    }
}
