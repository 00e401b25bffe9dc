package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Every field of every body, spoiled in every way: always 4xx with a code and a pointer, and nothing changes. */
class BadInputIT extends ApiTest {
    private static final List<String> TABLES = List.of(
            "kb_organization",
            "kb_member",
            "kb_bot",
            "kb_room",
            "kb_template",
            "kb_schedule",
            "kb_idempotency",
            "kb_schedule_exception",
            "kb_stop",
            "kb_holiday",
            "kb_occurrence",
            "kb_broadcast",
            "kb_grant",
            "kb_audit_log",
            "kb_image",
            "kb_part",
            "kb_schedule_image",
            "kb_bulk_step",
            "kb_broadcast_room",
            "kb_schedule_logs",
            "kb_refresh_token");

    /** A channel that fails is switched off, a file is written: only their number must stay. */
    private static final List<String> WORKED_ON = List.of("kb_alert_channel", "kb_export");

    /** Else it might be refused for something else than what was spoiled. */
    @TestFactory
    Stream<DynamicTest> whatIsSpoiledIsGoodBefore() {
        return Endpoint.all().stream()
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.method() + " " + endpoint.uri(), () -> {
                    ObjectNode body = endpoint.body();
                    if (body.has("refreshToken")) {
                        body.put("refreshToken", signedIn());
                    }
                    request(endpoint, body.toString()).expectStatus().is2xxSuccessful();
                }));
    }

    private String signedIn() {
        return post("hq", "/api/auth/login", Map.of("loginId", "branch", "password", PASSWORD), 200)
                .path("refreshToken")
                .asText();
    }

    @TestFactory
    Stream<DynamicTest> everyFieldSpoiledInEveryWay() {
        return Endpoint.all().stream()
                .flatMap(endpoint -> Spoilt.ways(endpoint).stream()
                        .map(spoilt -> DynamicTest.dynamicTest(
                                endpoint.uri() + " " + spoilt.name(), () -> assertRefused(endpoint, spoilt))));
    }

    /** In whatever text: what is not stored cannot leak. */
    @TestFactory
    Stream<DynamicTest> noTextMayHoldAResidentNumber() {
        return Endpoint.all().stream()
                .flatMap(endpoint -> Spoilt.withResidentNumber(endpoint).stream()
                        .map(spoilt -> DynamicTest.dynamicTest(endpoint.uri() + " " + spoilt.name(), () -> {
                            JsonNode problem = assertRefused(endpoint, spoilt);
                            // What is no free text is not even read, or is one of a few words.
                            boolean isFree = endpoint.closed().stream()
                                    .noneMatch(field -> spoilt.pointer().equals("/" + field));
                            if (problem.path("status").asInt() == 422 && isFree) {
                                assertThat(problem.path("errors")).anySatisfy(error -> {
                                    assertThat(error.path("code").asText()).isEqualTo("resident_number");
                                    assertThat(error.path("pointer").asText()).isEqualTo(spoilt.pointer());
                                });
                            }
                        })));
    }

    @Test
    void everyBodyOfTheDescriptionIsSpoiled() {
        var spoiled = Endpoint.all().stream()
                .map(endpoint -> Description.operation(endpoint.method(), URI.create(endpoint.uri())))
                .flatMap(Optional::stream)
                .toList();

        assertThat(Description.withBodies()).isNotEmpty().isSubsetOf(spoiled);
    }

    /** Those of the description, the inner ones, too. */
    @Test
    void everyFieldOfEveryBodyIsSpoiled() {
        Map<String, Set<String>> spoiled = new TreeMap<>();
        for (Endpoint endpoint : Endpoint.all()) {
            String schema = Description.operation(endpoint.method(), URI.create(endpoint.uri()))
                    .map(Description::bodyOf)
                    .orElseThrow();
            spoiled.computeIfAbsent(schema, name -> new TreeSet<>()).addAll(Description.fieldsIn(endpoint.body()));
        }

        spoiled.forEach((schema, fields) -> assertThat(fields).as(schema).containsAll(Description.fieldsOf(schema)));
    }

    @Test
    void rulesBetweenFieldsNameTheField() {
        assertPointer(Bodies.schedule(ROOM).put("messageText", " "), "/messageText");
        assertPointer(Bodies.schedule(ROOM).put("scheduleType", "once"), "/scheduleDate");
        assertPointer(
                Bodies.schedule(ROOM).put("scheduleType", "once").put("scheduleDate", "2020-01-01"), "/scheduleDate");
        assertPointer(Bodies.schedule(ROOM).put("validUntil", "2025-01-01T00:00:00Z"), "/validUntil");
        assertPointer(Bodies.schedule(ROOM).put("sendOrder", "images_only"), "/images1");
        assertPointer(Bodies.schedule(OTHER_ROOM), "/roomId");
        assertPointer(Bodies.schedule(ROOM).put("organizationId", WORLD.headOffice), "/organizationId");
        ObjectNode eleven = Bodies.schedule(ROOM);
        ArrayNode images = eleven.putArray("images1");
        for (int i = 0; i < 11; i++) {
            images.add(i + 1);
        }
        assertPointer(eleven, "/images1");
        ObjectNode foreign = Bodies.schedule(ROOM);
        foreign.putArray("images2").add(123_456_789);
        assertPointer(foreign, "/images2/0");
        foreign.putArray("images2").add(Things.image(WORLD.otherBranch));
        assertPointer(foreign, "/images2/0");
        ObjectNode noDays = Bodies.schedule(ROOM);
        noDays.putArray("scheduleWeekdays");
        assertPointer(noDays, "/scheduleWeekdays");
        ObjectNode noDates = Bodies.schedule(ROOM).put("scheduleType", "monthly");
        noDates.remove("scheduleMonthDays");
        assertPointer(noDates, "/scheduleMonthDays");
        assertPointer(
                Bodies.schedule(ROOM).put("scheduleType", "interval").putNull("intervalMinutes"), "/intervalMinutes");
        assertPointer(Bodies.schedule(ROOM).put("scheduleType", "cron").putNull("cronExpression"), "/cronExpression");
        assertPointer(Bodies.schedule(ROOM).put("cronExpression", "* * * * * *"), "/cronExpression");
        assertPointer(
                Bodies.schedule(ROOM).put("scheduleType", "interval").put("holidayPolicy", "next"), "/holidayPolicy");
        assertPointer(Bodies.schedule(ROOM).put("advertising", true), "/messageText");
        assertPointer(Bodies.schedule(ROOM).put("advertising", true).put("messageText", "(광고) 행사"), "/messageText");
        assertPointer(
                Bodies.schedule(ROOM).put("advertising", true).put("messageText", "행사 무료수신거부 080-000-0000"),
                "/messageText");
        ObjectNode emptied = Bodies.schedule(ROOM).put("advertising", true).put("messageText", "(광고) 행사 #{수신거부}");
        emptied.putObject("variables").put("수신거부", "");
        assertPointer(emptied, "/messageText");
        assertPointer(Bodies.schedule(ROOM).put("nightReason", "급함"), "/nightReason");
        assertPointer(
                Bodies.schedule(ROOM)
                        .put("advertising", true)
                        .put("messageText", "(광고) 행사\n무료수신거부 080-000-0000")
                        .put("nightReason", "급함"),
                "/nightReason");
        assertPointer(Bodies.schedule(ROOM).put("messageText", "제 번호는 900101-1234567 입니다"), "/messageText");
        assertPointer(Bodies.schedule(ROOM).put("description", "900101 - 1234567"), "/description");
        noDates.putArray("scheduleMonthDays").add("1").add("32");
        assertPointer(noDates, "/scheduleMonthDays/1");
    }

    @Test
    void whatIsAnothersIsNotFoundInAnyBody() {
        assertPointer("agency", "/api/rooms", Bodies.room(WORLD.otherDistributor, BOT), "/organizationId");
        assertPointer(
                "agency",
                "/api/members",
                Bodies.member().put("organizationId", WORLD.otherDistributor),
                "/organizationId");
        assertPointer("branch", "/api/test-sends", Bodies.testSend(OTHER_ROOM), "/roomId");
        assertPointer("branch", "/api/broadcasts", Bodies.broadcast(OTHER_ROOM), "/target/roomIds/0");
        assertPointer("branch", "/api/simulations", Bodies.simulation(OTHER_ROOM), "/roomId");
        assertPointer("branch", "/api/stops", Bodies.stop("room", OTHER_ROOM), "/targetId");
    }

    @Test
    void whatIsToEndInThePastIsRefused() {
        String past = "2020-01-01T00:00:00Z";
        long viewer = DATABASE.count("SELECT id FROM kb_member WHERE login_id = 'viewer'");
        assertPointer("hq", "/api/stops", Bodies.stop("room", ROOM).put("until", past), "/until");
        assertPointer("hq", "/api/grants", Bodies.grant(viewer, WORLD.branch).put("until", past), "/until");
        assertPointer("hq", "/api/rooms/" + ROOM + "/pause", Bodies.pause().put("until", past), "/until");
    }

    @Test
    void hugeAndDeepBodiesAreRefused() {
        for (Endpoint endpoint : Endpoint.all()) {
            String field = endpoint.body().fieldNames().next();
            refused(endpoint, "{\"" + field + "\":\"" + "x".repeat(5_000_000) + "\"}");
            refused(endpoint, "{\"" + field + "\":" + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000) + "}");
            refused(endpoint, "[".repeat(10_000));
            refused(endpoint, "not json");
            if (needsBody(endpoint)) {
                refused(endpoint, "");
                refused(endpoint, "null");
            }
        }
    }

    private JsonNode assertRefused(Endpoint endpoint, Spoilt spoilt) {
        List<Object> before = contents();

        JsonNode problem = request(endpoint, spoilt.body().toString())
                .expectStatus()
                .value(status -> assertThat(status)
                        .as("%s %s", endpoint.uri(), spoilt.name())
                        .isBetween(400, 499))
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();

        assertThat(problem.path("errors").findValuesAsText("pointer"))
                .as("%s", problem)
                .anyMatch(pointer -> spoilt.pointer().startsWith(pointer) && !pointer.isEmpty()
                        || pointer.startsWith(spoilt.pointer()));
        assertThat(problem.path("errors").path(0).path("code").asText()).isNotEmpty();
        assertThat(contents()).isEqualTo(before);
        return problem;
    }

    private void assertPointer(ObjectNode body, String pointer) {
        assertPointer("branch", "/api/schedules", body, pointer);
    }

    private void assertPointer(String login, String uri, ObjectNode body, String pointer) {
        JsonNode problem = as(login)
                .post()
                .uri(uri)
                .header("Idempotency-Key", key())
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        assertThat(problem.path("errors").findValuesAsText("pointer")).contains(pointer);
    }

    private static boolean needsBody(Endpoint endpoint) {
        return Description.operation(endpoint.method(), URI.create(endpoint.uri()))
                .map(Description::node)
                .orElseThrow()
                .at("/requestBody/required")
                .asBoolean();
    }

    private void refused(Endpoint endpoint, String body) {
        List<Object> before = contents();
        request(endpoint, body)
                .expectStatus()
                .is4xxClientError()
                .expectBody()
                .jsonPath("$.code")
                .isNotEmpty();
        assertThat(contents()).isEqualTo(before);
    }

    private WebTestClient.ResponseSpec request(Endpoint endpoint, String body) {
        return as("hq").method(endpoint.method())
                .uri(endpoint.uri())
                .header("Idempotency-Key", key())
                .header("If-Match", "\"0\"")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    /** Of every row and column, as checksums. */
    private static List<Object> contents() {
        var contents = new ArrayList<Object>();
        DATABASE.query("CHECKSUM TABLE " + String.join(",", TABLES)).forEach(row -> contents.add(row.get("Checksum")));
        WORKED_ON.forEach(table -> contents.add(DATABASE.count("SELECT COUNT(*) FROM " + table)));
        return contents;
    }
}
