package io.roomcast.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** Twelve rooms of the branch on one phone, and what is done with a broadcast to them. */
abstract class BroadcastTest extends ApiTest {
    protected static final String URI = "/api/broadcasts";

    protected List<Long> rooms;

    @BeforeEach
    void twelveRooms() {
        long phone = WORLD.bot("phone-" + key().substring(0, 8), "log", "http://127.0.0.1:9");
        rooms = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            rooms.add(WORLD.room(WORLD.branch, phone));
        }
    }

    protected long pending() {
        return post("branch", URI, toAll(), 201).path("id").asLong();
    }

    /** To three rooms. */
    protected long sending() {
        return post("branch", URI, Bodies.broadcast(rooms.get(0), rooms.get(1), rooms.get(2)), 201)
                .path("id")
                .asLong();
    }

    protected ObjectNode toAll() {
        return Bodies.broadcast(rooms.stream().mapToLong(Long::longValue).toArray());
    }

    protected static void ended(long room, String state) {
        DATABASE.execute(
                "UPDATE kb_occurrence SET state = ?, wake_at = NULL, finished_at = UTC_TIMESTAMP(3) WHERE room_id = ?",
                state,
                room);
    }

    protected JsonNode decide(String login, long id, String decision, int status) {
        return post(login, URI + "/" + id + "/" + decision, Bodies.decision(), status);
    }
}
