package io.roomcast.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/** Valid bodies: the examples of the API's description with ids and names of the test's own; tests spoil them. */
public final class Bodies {
    private static final JsonNode EXAMPLES = examples();

    private Bodies() {}

    /** The example of the API's description for a body of that name. */
    public static ObjectNode example(String schema) {
        return ((ObjectNode) EXAMPLES.path(schema)).deepCopy();
    }

    /** Of a webhook. */
    public static ObjectNode alertChannel() {
        return example("ChannelRequest").put("status", "active");
    }

    public static ObjectNode schedule(long room) {
        ObjectNode body = example("ScheduleRequest")
                .put("roomId", room)
                .put("mediaWaitTime1", 0)
                .put("mediaWaitTime2", 0)
                .put("priority", 5)
                .put("intervalMinutes", 90)
                .put("intervalAnchor", "2026-01-01T09:00:00")
                .put("cronExpression", "0 0 9 * * MON-FRI")
                .put("overlapPolicy", "queue")
                .put("jitterSeconds", 0)
                .put("maxRuns", 1_000)
                .put("advertising", false)
                .put("status", "active");
        body.putArray("scheduleMonthDays").add("15").add("last:friday");
        return body;
    }

    public static ObjectNode organization() {
        return example("OrganizationRequest")
                .put("parentId", ApiTest.WORLD.agency)
                .put("code", unique());
    }

    public static ObjectNode member() {
        return example("MemberRequest")
                .put("organizationId", ApiTest.WORLD.branch)
                .put("loginId", unique());
    }

    public static ObjectNode grant(long member, long organization) {
        return example("GrantRequest")
                .put("memberId", member)
                .put("organizationId", organization)
                .put("until", ApiTest.DATABASE.now().plusSeconds(86_400).toString());
    }

    public static ObjectNode simulation(long room) {
        return example("SimulationRequest").put("roomId", room);
    }

    public static ObjectNode bot() {
        return example("BotRequest").put("name", unique());
    }

    public static ObjectNode room(long organization, long bot) {
        return example("RoomRequest")
                .put("organizationId", organization)
                .put("botId", bot)
                .put("channelId", Long.toString(Math.abs(UUID.randomUUID().getMostSignificantBits() >> 8)));
    }

    public static ObjectNode template() {
        return example("TemplateRequest").put("name", unique());
    }

    /** For a schedule whose run at that moment is to be moved and changed. */
    public static ObjectNode runChange() {
        return example("RunChange");
    }

    public static ObjectNode testSend(long room) {
        return example("TestSend").put("roomId", room);
    }

    /** To one room by name. */
    public static ObjectNode broadcast(long... rooms) {
        ObjectNode body = example("BroadcastRequest");
        var ids = body.putObject("target").putArray("roomIds");
        for (long room : rooms) {
            ids.add(room);
        }
        return body;
    }

    public static ObjectNode decision() {
        return example("Decision");
    }

    public static ObjectNode stop(String scope, Long target) {
        return example("StopRequest")
                .put("scope", scope)
                .put("targetId", target)
                .put("until", ApiTest.DATABASE.now().plusSeconds(3_600).toString());
    }

    public static ObjectNode bulk(String action, long... ids) {
        ObjectNode body = example("BulkRequest").put("action", action);
        var array = body.putArray("ids");
        for (long id : ids) {
            array.add(id);
        }
        return body;
    }

    public static ObjectNode settlement() {
        return example("Settlement");
    }

    /** Of what failed in a month. */
    public static ObjectNode export() {
        return example("ExportRequest");
    }

    public static ObjectNode holidayName() {
        return example("HolidayName");
    }

    public static ObjectNode holidays() {
        return example("HolidayList");
    }

    /** @param date of the one holiday */
    public static ObjectNode holidays(String date) {
        ObjectNode list = holidays();
        ((ObjectNode) list.path("holidays").path(0)).put("date", date);
        return list;
    }

    public static ObjectNode pause() {
        return example("PauseRequest");
    }

    private static String unique() {
        return "x" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    private static JsonNode examples() {
        try (var file = Bodies.class.getResourceAsStream("openapi/examples.json")) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
