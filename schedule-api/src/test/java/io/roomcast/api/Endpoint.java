package io.roomcast.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;

/** One that takes a body, and a good one. @param closed fields that take one of a few words */
record Endpoint(HttpMethod method, String uri, ObjectNode body, List<String> required, List<String> closed) {
    Endpoint(String uri, ObjectNode body, List<String> required, List<String> closed) {
        this(HttpMethod.POST, uri, body, required, closed);
    }

    /** Whatever body they are in. */
    private static final List<String> CLOSED = List.of(
            "sendOrder",
            "scheduleType",
            "missedRunPolicy",
            "overlapPolicy",
            "holidayPolicy",
            "cronExpression",
            "status",
            "timeZone",
            "role",
            "gateway",
            "endpoint",
            "kind",
            "channelId",
            "sharing",
            "url");

    private static Endpoint schedule(String uri, long room) {
        var body = Bodies.schedule(room);
        return new Endpoint(
                uri,
                body,
                List.of("title", "roomId", "scheduleType", "scheduleTimes", "validFrom", "validUntil"),
                closed(body));
    }

    static List<String> closed(ObjectNode body) {
        return CLOSED.stream().filter(body::has).toList();
    }

    private static Endpoint refreshing(String uri) {
        return new Endpoint(uri, Bodies.example("RefreshRequest"), List.of(), List.of());
    }

    private static Endpoint put(String uri, ObjectNode body, String... required) {
        return new Endpoint(HttpMethod.PUT, uri, body, List.of(required), closed(body));
    }

    /** On things of its own: to send one good body spoils none of the others. */
    static List<Endpoint> all() {
        return Stream.concat(usual().stream(), Fuller.endpoints().stream()).toList();
    }

    private static List<Endpoint> usual() {
        String unique = "bad-" + ApiTest.key().substring(0, 8);
        long bot = ApiTest.WORLD.bot(unique, "log", "http://127.0.0.1:9");
        long room = ApiTest.WORLD.room(ApiTest.WORLD.branch, bot);
        long paused = ApiTest.WORLD.room(ApiTest.WORLD.branch, bot);
        long organization = ApiTest.WORLD.organization(ApiTest.WORLD.agency, "branch", unique);
        long member = ApiTest.WORLD.member(ApiTest.WORLD.branch, unique, "viewer", null);
        return List.of(
                schedule("/api/schedules", room),
                schedule("/api/schedules/preview", room),
                new Endpoint("/api/organizations", Bodies.organization(), List.of("code", "name"), List.of("status")),
                new Endpoint(
                        "/api/members", Bodies.member(), List.of("loginId", "name", "role"), List.of("role", "status")),
                new Endpoint(
                        "/api/bots",
                        Bodies.bot(),
                        List.of("name", "gateway", "endpoint"),
                        List.of("gateway", "status", "endpoint")),
                new Endpoint(
                        "/api/rooms",
                        Bodies.room(ApiTest.WORLD.branch, bot),
                        List.of("botId", "channelId", "name", "kind"),
                        List.of("kind", "status", "timeZone", "channelId")),
                new Endpoint(
                        "/api/stops",
                        Bodies.stop("room", room),
                        List.of("scope", "targetId", "reason", "until"),
                        List.of("scope", "until")),
                new Endpoint(
                        "/api/schedules/bulk",
                        Bodies.bulk("pause", run(room)),
                        List.of("action", "ids"),
                        List.of("action")),
                new Endpoint(
                        "/api/broadcasts", Bodies.broadcast(room), List.of("title", "target"), List.of("sendOrder")),
                new Endpoint(
                        "/api/broadcasts/preview",
                        Bodies.broadcast(room),
                        List.of("title", "target"),
                        List.of("sendOrder")),
                new Endpoint(
                        "/api/test-sends", Bodies.testSend(ApiTest.TEST_ROOM), List.of("roomId"), List.of("sendOrder")),
                new Endpoint(
                        "/api/occurrences/" + Things.occurrence(ApiTest.WORLD.branch, room, "UNKNOWN") + "/settle",
                        Bodies.settlement(),
                        List.of("arrived"),
                        List.of()),
                new Endpoint("/api/holidays/import", Bodies.holidays(), List.of("holidays"), List.of()),
                new Endpoint(
                        HttpMethod.PUT, "/api/holidays/2031-07-07", Bodies.holidayName(), List.of("name"), List.of()),
                new Endpoint(
                        HttpMethod.PUT,
                        "/api/schedules/" + run(room) + "/runs/2080-01-01T00:00:00Z",
                        Bodies.runChange(),
                        List.of(),
                        List.of("moveTo")),
                new Endpoint(
                        "/api/grants",
                        Bodies.grant(member, ApiTest.WORLD.otherBranch),
                        List.of("memberId", "organizationId", "role", "reason", "until"),
                        List.of("role", "until")),
                new Endpoint(
                        "/api/alert-channels",
                        Bodies.alertChannel().put("organizationId", organization),
                        List.of("kind", "name", "url"),
                        List.of("kind", "url", "status")),
                new Endpoint(
                        "/api/operations/dead-letters/redrive",
                        Letters.redrive(Letters.ONE, true),
                        List.of("topic", "partition", "offset", "dryRun"),
                        List.of("topic")),
                new Endpoint("/api/simulations", Bodies.simulation(room), List.of(), List.of("timeZone")),
                new Endpoint(
                        "/api/exports",
                        Bodies.export(),
                        List.of("kind", "from", "until"),
                        List.of("kind", "timeZone", "status")),
                new Endpoint("/api/templates", Bodies.template(), List.of("name", "body"), List.of("sharing")),
                new Endpoint(
                        "/api/auth/login",
                        Bodies.example("LoginRequest").put("password", ApiTest.PASSWORD),
                        List.of("loginId", "password"),
                        List.of()),
                refreshing("/api/auth/refresh"),
                refreshing("/api/auth/logout"),
                new Endpoint(
                        "/api/schedules/" + run(room) + "/toggle",
                        Bodies.example("ToggleRequest"),
                        List.of(),
                        List.of()),
                new Endpoint("/api/broadcasts/" + pending(room) + "/approve", Bodies.decision(), List.of(), List.of()),
                new Endpoint(
                        "/api/broadcasts/" + pending(room) + "/reject", Bodies.decision(), List.of("note"), List.of()),
                put("/api/organizations/" + organization, Bodies.organization(), "code", "name"),
                put("/api/members/" + member, Bodies.member(), "loginId", "name", "role"),
                put("/api/bots/" + bot, Bodies.bot(), "name", "gateway", "endpoint"),
                put("/api/rooms/" + room, Bodies.room(ApiTest.WORLD.branch, bot), "botId", "channelId", "name", "kind"),
                put("/api/templates/" + Things.template(ApiTest.WORLD.branch), Bodies.template(), "name", "body"),
                put(
                        "/api/alert-channels/" + Things.webhook(organization),
                        Bodies.alertChannel().put("organizationId", organization),
                        "name"),
                put("/api/schedules/" + run(room), Bodies.schedule(room), "title", "roomId", "scheduleType"),
                new Endpoint("/api/rooms/" + paused + "/pause", Bodies.pause(), List.of("until", "reason"), List.of()));
    }

    static long run(long room) {
        return ApiTest.WORLD.once(room, Instant.parse("2080-01-01T00:00:00Z"), "bad input");
    }

    /** Of the branch, to that room. */
    private static long pending(long room) {
        long id = Things.broadcast(ApiTest.WORLD.branch);
        ApiTest.DATABASE.execute(
                "UPDATE kb_broadcast SET target = JSON_OBJECT('roomIds', JSON_ARRAY(?)), room_count = 1, created_by_login = 'branch',"
                        + " created_by = (SELECT id FROM kb_member WHERE login_id = 'branch') WHERE id = ?",
                room,
                id);
        return id;
    }
}
