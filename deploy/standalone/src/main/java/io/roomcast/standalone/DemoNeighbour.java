package io.roomcast.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** A second branch of the same agency, with rooms, schedules and results that the first must neither see nor guess. */
final class DemoNeighbour {
    static final String LOGIN = "branch2";

    private static final int FIRST_ROOM = 11;

    private final Home home;
    private final String admin;

    DemoNeighbour(Home home, String admin) {
        this.home = home;
        this.admin = admin;
    }

    /** @param phone that its rooms are on */
    void create(long phone) {
        long organization = make("/api/organizations", organization());
        make("/api/members", member(organization));
        String token = new DemoData(home).login(LOGIN);
        JsonNode notices = room(organization, phone, FIRST_ROOM, "선릉지점 공지방");
        JsonNode customers = room(organization, phone, FIRST_ROOM + 1, "선릉지점 단골방");
        ObjectNode opening = DemoWeek.schedule(notices, "선릉지점 개점 안내", "weekly", "선릉지점이 문을 열었습니다.", "10:00");
        List.of("monday", "wednesday", "friday").forEach(opening.putArray("scheduleWeekdays")::add);
        post(token, opening);
        post(token, DemoWeek.schedule(customers, "선릉지점 마감 특가", "daily", "마감 한 시간 전 특가입니다.", "19:00"));
        post(token, DemoWeek.soon(customers, "선릉지점 첫인사", "선릉지점 단골방에 오신 것을 환영합니다!"));
    }

    private ObjectNode organization() {
        for (JsonNode each : Http.get(api("/api/organizations"), admin).path("items")) {
            if (each.path("level").asText().equals("agency")) {
                return Http.JSON
                        .createObjectNode()
                        .put("parentId", each.path("id").asLong())
                        .put("code", "branch-seolleung")
                        .put("name", "선릉지점");
            }
        }
        throw new IllegalStateException("The sample agency is missing");
    }

    private static ObjectNode member(long organization) {
        return Http.JSON
                .createObjectNode()
                .put("organizationId", organization)
                .put("loginId", LOGIN)
                .put("name", "최지점")
                .put("password", Services.DEMO_PASSWORD)
                .put("role", "manager");
    }

    private JsonNode room(long organization, long phone, int number, String name) {
        ObjectNode body = DemoData.room(organization, phone, DemoWeek.FIRST_CHANNEL + number, name, "operation");
        return Http.post(api("/api/rooms"), admin, body, "");
    }

    private long make(String path, ObjectNode body) {
        return Http.post(api(path), admin, body, "").path("id").asLong();
    }

    private void post(String token, ObjectNode schedule) {
        Http.post(api("/api/schedules"), token, schedule, UUID.randomUUID().toString());
    }

    private URI api(String path) {
        return Services.local(home.apiPort(), path);
    }
}
