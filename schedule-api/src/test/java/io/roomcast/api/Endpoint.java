package io.roomcast.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
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

    private static final long UNKNOWN = ApiTest.DATABASE.execute("""
            INSERT INTO kb_occurrence (organization_id, room_id, scheduled_at, expires_at, priority, state, content,
              content_hash)
            VALUES (?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), 5, 'UNKNOWN', '{}', REPEAT('0', 64))""", ApiTest.WORLD.branch, ApiTest.ROOM);

    private static final long RUN =
            ApiTest.WORLD.once(ApiTest.ROOM, Instant.parse("2080-01-01T00:00:00Z"), "bad input");

    private static Endpoint schedule(String uri) {
        var body = Bodies.schedule(ApiTest.ROOM);
        return new Endpoint(
                uri,
                body,
                List.of("title", "roomId", "scheduleType", "scheduleTimes", "validFrom", "validUntil"),
                closed(body));
    }

    private static List<String> closed(ObjectNode body) {
        return CLOSED.stream().filter(body::has).toList();
    }

    private static final long ORGANIZATION = ApiTest.WORLD.organization(ApiTest.WORLD.agency, "branch", "bad-input");
    private static final long MEMBER = ApiTest.WORLD.member(ApiTest.WORLD.branch, "bad-input", "viewer", null);
    private static final long PENDING = Things.broadcast(ApiTest.WORLD.branch);

    private static Endpoint refreshing(String uri) {
        return new Endpoint(uri, Bodies.example("RefreshRequest"), List.of(), List.of());
    }

    private static Endpoint put(String uri, ObjectNode body, String... required) {
        return new Endpoint(HttpMethod.PUT, uri, body, List.of(required), closed(body));
    }

    static List<Endpoint> all() {
        return List.of(
                schedule("/api/schedules"),
                schedule("/api/schedules/preview"),
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
                        Bodies.room(ApiTest.WORLD.branch, ApiTest.BOT),
                        List.of("botId", "channelId", "name", "kind"),
                        List.of("kind", "status", "timeZone", "channelId")),
                new Endpoint(
                        "/api/stops",
                        Bodies.stop("room", ApiTest.ROOM),
                        List.of("scope", "targetId", "reason", "until"),
                        List.of("scope", "until")),
                new Endpoint(
                        "/api/schedules/bulk", Bodies.bulk("pause", RUN), List.of("action", "ids"), List.of("action")),
                new Endpoint(
                        "/api/broadcasts",
                        Bodies.broadcast(ApiTest.ROOM),
                        List.of("title", "target"),
                        List.of("sendOrder")),
                new Endpoint(
                        "/api/broadcasts/preview",
                        Bodies.broadcast(ApiTest.ROOM),
                        List.of("title", "target"),
                        List.of("sendOrder")),
                new Endpoint(
                        "/api/test-sends", Bodies.testSend(ApiTest.TEST_ROOM), List.of("roomId"), List.of("sendOrder")),
                new Endpoint(
                        "/api/occurrences/" + UNKNOWN + "/settle", Bodies.settlement(), List.of("arrived"), List.of()),
                new Endpoint("/api/holidays/import", Bodies.holidays(), List.of("holidays"), List.of()),
                new Endpoint(
                        HttpMethod.PUT, "/api/holidays/2031-07-07", Bodies.holidayName(), List.of("name"), List.of()),
                new Endpoint(
                        HttpMethod.PUT,
                        "/api/schedules/" + RUN + "/runs/2080-01-01T00:00:00Z",
                        Bodies.runChange(),
                        List.of(),
                        List.of("moveTo")),
                new Endpoint(
                        "/api/grants",
                        Bodies.grant(member(), ApiTest.WORLD.otherBranch),
                        List.of("memberId", "organizationId", "role", "reason", "until"),
                        List.of("role", "until")),
                new Endpoint(
                        "/api/alert-channels",
                        Bodies.alertChannel(),
                        List.of("kind", "name", "url"),
                        List.of("kind", "url", "status")),
                new Endpoint("/api/simulations", Bodies.simulation(ApiTest.ROOM), List.of(), List.of("timeZone")),
                new Endpoint(
                        "/api/exports",
                        Bodies.export(),
                        List.of("kind", "from", "until"),
                        List.of("kind", "timeZone", "status")),
                new Endpoint("/api/templates", Bodies.template(), List.of("name", "body"), List.of("sharing")),
                new Endpoint(
                        "/api/auth/login", Bodies.example("LoginRequest"), List.of("loginId", "password"), List.of()),
                refreshing("/api/auth/refresh"),
                refreshing("/api/auth/logout"),
                new Endpoint(
                        "/api/schedules/" + RUN + "/toggle", Bodies.example("ToggleRequest"), List.of(), List.of()),
                new Endpoint("/api/broadcasts/" + PENDING + "/approve", Bodies.decision(), List.of(), List.of()),
                new Endpoint("/api/broadcasts/" + PENDING + "/reject", Bodies.decision(), List.of("note"), List.of()),
                put("/api/organizations/" + ORGANIZATION, Bodies.organization(), "code", "name"),
                put("/api/members/" + MEMBER, Bodies.member(), "loginId", "name", "role"),
                put("/api/bots/" + ApiTest.BOT, Bodies.bot(), "name", "gateway", "endpoint"),
                put(
                        "/api/rooms/" + ApiTest.ROOM,
                        Bodies.room(ApiTest.WORLD.branch, ApiTest.BOT),
                        "botId",
                        "channelId",
                        "name",
                        "kind"),
                put("/api/templates/" + Things.template(ApiTest.WORLD.branch), Bodies.template(), "name", "body"),
                put("/api/alert-channels/" + Things.webhook(ApiTest.WORLD.branch), Bodies.alertChannel(), "name"),
                put("/api/schedules/" + RUN, Bodies.schedule(ApiTest.ROOM), "title", "roomId", "scheduleType"),
                new Endpoint(
                        "/api/rooms/" + ApiTest.ROOM + "/pause",
                        Bodies.pause(),
                        List.of("until", "reason"),
                        List.of()));
    }

    private static long member() {
        return ApiTest.DATABASE.count("SELECT id FROM kb_member WHERE login_id = 'branch'");
    }
}
