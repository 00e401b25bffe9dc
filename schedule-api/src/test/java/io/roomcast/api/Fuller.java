package io.roomcast.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.http.HttpMethod;

/** Bodies with the fields that the usual ones do without. */
final class Fuller {
    private static final String ADVERTISEMENT = "(광고) 할인\n무료수신거부 080-000-0000";
    private static final String TAG = "배달";

    private final long bot = ApiTest.WORLD.bot("fuller-" + ApiTest.key().substring(0, 8), "log", "http://127.0.0.1:9");
    private final long room = ApiTest.WORLD.room(ApiTest.WORLD.branch, bot);
    private final long except = ApiTest.WORLD.room(ApiTest.WORLD.branch, bot);
    private final long image = Things.image(ApiTest.WORLD.branch);

    private Fuller() {
        ApiTest.DATABASE.execute("UPDATE kb_room SET tags = ? WHERE id IN (?, ?)", TAG, room, except);
    }

    static List<Endpoint> endpoints() {
        var fuller = new Fuller();
        return List.of(
                endpoint("/api/schedules", fuller.schedule()),
                endpoint("/api/broadcasts/preview", fuller.broadcast()),
                endpoint("/api/schedules/bulk", fuller.ofAFilter()),
                endpoint(
                        "/api/schedules/bulk",
                        Bodies.bulk("change_room", Endpoint.run(fuller.room)).put("roomId", fuller.except)),
                endpoint(
                        "/api/schedules/bulk",
                        Bodies.bulk("extend", Endpoint.run(fuller.room)).put("validUntil", "2085-01-01T00:00:00Z")),
                endpoint("/api/rooms", fuller.limitedRoom()),
                endpoint("/api/exports", fuller.statistics()),
                endpoint("/api/test-sends", fuller.illustrated()),
                endpoint("/api/simulations", fuller.draft()),
                endpoint("/api/simulations", fuller.phone()),
                new Endpoint(
                        HttpMethod.PUT,
                        "/api/schedules/" + Endpoint.run(fuller.room) + "/runs/2080-01-01T00:00:00Z",
                        fuller.withPictures(Bodies.runChange()),
                        List.of(),
                        List.of()),
                new Endpoint(
                        HttpMethod.PUT,
                        "/api/schedules/" + Endpoint.run(fuller.room) + "/runs/2080-01-01T00:00:00Z",
                        Bodies.runChange().removeAll().put("skip", true),
                        List.of(),
                        List.of()),
                endpoint(
                        "/api/auth/login",
                        Bodies.example("LoginRequest")
                                .put("password", ApiTest.PASSWORD)
                                .put("cookie", true)));
    }

    private static Endpoint endpoint(String uri, ObjectNode body) {
        return new Endpoint(uri, body, List.of(), Endpoint.closed(body));
    }

    private ObjectNode schedule() {
        return withPictures(Bodies.schedule(room))
                .put("organizationId", ApiTest.WORLD.branch)
                .put("scheduleDate", "2080-01-02")
                .put("messageText", ADVERTISEMENT)
                .put("advertising", true)
                .put("nightReason", "수신 동의를 받았습니다");
    }

    private ObjectNode broadcast() {
        ObjectNode body = withPictures(Bodies.broadcast(room))
                .put("organizationId", ApiTest.WORLD.branch)
                .put("messageText", ADVERTISEMENT)
                .put("advertising", true)
                .put("nightReason", "수신 동의를 받았습니다");
        body.putObject("variables").put("이름", "고객");
        ObjectNode target = body.putObject("target");
        target.putArray("organizationIds").add(ApiTest.WORLD.branch);
        target.putArray("botIds").add(bot);
        target.putArray("tags").add(TAG);
        target.putArray("roomIds").add(room);
        target.putArray("exceptRoomIds").add(except);
        return body;
    }

    private ObjectNode ofAFilter() {
        ObjectNode body = Bodies.bulk("move_times");
        body.remove("ids");
        body.putArray("scheduleTimes").add("09:00");
        body.putObject("filter")
                .put("organizationId", ApiTest.WORLD.branch)
                .put("roomId", room)
                .put("botName", "fuller")
                .put("status", "active")
                .put("scheduleType", "daily")
                .put("text", "none has this title");
        return body;
    }

    private ObjectNode limitedRoom() {
        ObjectNode body = Bodies.room(ApiTest.WORLD.branch, bot);
        body.putObject("quotas")
                .put("gapSeconds", 30)
                .put("messagesPerDay", 10)
                .put("partsPerMinute", 3)
                .put("partsPerHour", 20)
                .put("partsPerDay", 40);
        return body;
    }

    private ObjectNode statistics() {
        return Bodies.export()
                .removeAll()
                .put("kind", "statistics")
                .put("from", "2026-11-01")
                .put("until", "2026-11-30")
                .put("groupBy", "room")
                .put("organizationId", ApiTest.WORLD.branch)
                .put("roomId", room);
    }

    private ObjectNode illustrated() {
        ObjectNode body = withPictures(Bodies.testSend(ApiTest.TEST_ROOM));
        body.putObject("variables").put("이름", "고객");
        return body;
    }

    private ObjectNode draft() {
        ObjectNode body = Bodies.simulation(room);
        body.remove("roomId");
        body.set("schedule", schedule());
        return body.put("scheduleId", Endpoint.run(room));
    }

    private ObjectNode phone() {
        ObjectNode body = Bodies.simulation(room);
        body.remove("roomId");
        LocalDate tomorrow =
                ApiTest.DATABASE.now().atZone(ZoneOffset.UTC).toLocalDate().plusDays(1);
        return body.put("botId", bot)
                .put("from", tomorrow.toString())
                .put("until", tomorrow.plusDays(2).toString());
    }

    private ObjectNode withPictures(ObjectNode body) {
        body.putArray("images1").add(image);
        body.putArray("images2").add(image);
        return body;
    }
}
