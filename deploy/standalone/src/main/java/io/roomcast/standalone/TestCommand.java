package io.roomcast.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {"Sends what a schedule says to a test room.", SendNow.EXIT_CODES})
final class TestCommand implements Callable<Integer> {
    private static final String NO_ROOM =
            "{\"code\":\"no_test_room\",\"detail\":\"No active test room among the first 100; name one with --room\"}";
    private static final List<String> AS_THEY_ARE =
            List.of("messageText", "variables", "sendOrder", "sendIntervalSeconds", "mediaWaitTime1", "mediaWaitTime2");

    @Mixin
    private SendNow sending = new SendNow();

    @Parameters(paramLabel = "ID", description = "The schedule")
    private long id;

    @Option(names = "--room", description = "The test room (default: the first one the account sees)")
    private @Nullable Long room;

    @Override
    public Integer call() {
        return sending.send(
                token -> Http.post(sending.server().uri("/api/test-sends"), token, body(token), sending.key()));
    }

    private JsonNode body(String token) {
        JsonNode schedule = Http.get(sending.server().uri("/api/schedules/" + id), token);
        ObjectNode body = Http.JSON.createObjectNode().put("roomId", room == null ? testRoom(token) : room);
        AS_THEY_ARE.stream().filter(schedule::has).forEach(field -> body.set(field, schedule.get(field)));
        List.of("images1", "images2").forEach(group -> {
            ArrayNode ids = body.putArray(group);
            schedule.path(group).forEach(image -> ids.add(image.path("id").asLong()));
        });
        return body;
    }

    private long testRoom(String token) {
        for (JsonNode each :
                Http.get(sending.server().uri("/api/rooms?limit=100"), token).path("items")) {
            if (each.path("kind").asText().equals("test")
                    && each.path("status").asText().equals("active")) {
                return each.path("id").asLong();
            }
        }
        throw new RefusedException("GET /api/rooms", 404, NO_ROOM);
    }
}
