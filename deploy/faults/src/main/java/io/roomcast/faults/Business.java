package io.roomcast.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.roomcast.standalone.Http;
import java.util.ArrayList;
import java.util.List;

/** A branch with its rooms on all the phones, made through the API. */
final class Business {
    static final int ROOMS = 240;

    private static final long FIRST_CHANNEL = 5_000_000;

    private final Api api;
    private final List<Long> rooms = new ArrayList<>();

    Business(Api api) {
        this.api = api;
    }

    List<Long> rooms() {
        return List.copyOf(rooms);
    }

    void create(Site site) {
        long parent = api.get("/api/me").body().path("organizationId").asLong();
        for (String code : List.of("faults-distributor", "faults-agency", "faults-branch")) {
            parent = id(
                    "/api/organizations",
                    Http.JSON
                            .createObjectNode()
                            .put("parentId", parent)
                            .put("code", code)
                            .put("name", code));
        }
        var bots = new ArrayList<Long>();
        for (int phone = 0; phone < Site.PHONES; phone++) {
            bots.add(id(
                    "/api/bots",
                    Http.JSON
                            .createObjectNode()
                            .put("name", "phone-" + phone)
                            .put("gateway", "iris")
                            .put(
                                    "endpoint",
                                    "http://" + site.wiresToPhones.get(phone).address())));
        }
        for (int room = 0; room < ROOMS; room++) {
            ObjectNode body = Http.JSON
                    .createObjectNode()
                    .put("organizationId", parent)
                    .put("botId", bots.get(room % bots.size()))
                    .put("channelId", Long.toString(FIRST_CHANNEL + room))
                    .put("name", "room " + room)
                    .put("kind", "operation");
            rooms.add(id("/api/rooms", body));
        }
    }

    private long id(String path, JsonNode body) {
        Api.Answer answer = api.post(path, body, "");
        if (!answer.isGood()) {
            throw new IllegalStateException(path + " → " + answer.status() + " " + answer.body());
        }
        return answer.body().path("id").asLong();
    }
}
