package io.roomcast.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sample organisations, accounts, a phone and rooms, made through the API like anybody would. */
final class DemoData {
    static final String BRANCH_LOGIN = "branch";
    static final String BOT = "LOA.i";
    static final int ROOMS = 5;

    private static final long FIRST_CHANNEL = 18_219_201_472_247_340L;

    private static final Duration BOOTSTRAP_LIMIT = Duration.ofSeconds(60);

    private final Home home;

    DemoData(Home home) {
        this.home = home;
    }

    void create() {
        String token = login(Services.BOOTSTRAP_LOGIN);
        if (!Http.get(api("/api/bots"), token).path("items").isEmpty()) {
            return;
        }
        long headOffice = Http.get(api("/api/me"), token).path("organizationId").asLong();
        long distributor = organization(token, headOffice, "dist-seoul", "서울총판");
        long agency = organization(token, distributor, "agency-gangnam", "강남대리점");
        long branch = organization(token, agency, "branch-yeoksam", "역삼지점");
        member(token, distributor, "distributor", "김총판", "manager");
        member(token, agency, "agency", "이대리", "manager");
        member(token, branch, BRANCH_LOGIN, "박지점", "manager");
        member(token, branch, "viewer", "한조회", "viewer");
        long bot = bot(token);
        for (int number = 1; number <= ROOMS; number++) {
            room(token, branch, bot, number);
        }
    }

    String login(String loginId) {
        ObjectNode body = Http.JSON.createObjectNode().put("loginId", loginId).put("password", Services.DEMO_PASSWORD);
        long deadline = System.nanoTime() + BOOTSTRAP_LIMIT.toNanos();
        while (true) {
            try {
                return Http.post(api("/api/auth/login"), "", body, "")
                        .path("accessToken")
                        .asText();
            } catch (IllegalStateException notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
                pause();
            }
        }
    }

    private long organization(String token, long parent, String code, String name) {
        return create(
                token,
                "/api/organizations",
                Http.JSON
                        .createObjectNode()
                        .put("parentId", parent)
                        .put("code", code)
                        .put("name", name));
    }

    private void member(String token, long organization, String login, String name, String role) {
        create(
                token,
                "/api/members",
                Http.JSON
                        .createObjectNode()
                        .put("organizationId", organization)
                        .put("loginId", login)
                        .put("name", name)
                        .put("password", Services.DEMO_PASSWORD)
                        .put("role", role));
    }

    private long bot(String token) {
        return create(
                token,
                "/api/bots",
                Http.JSON
                        .createObjectNode()
                        .put("name", BOT)
                        .put("gateway", "iris")
                        .put("endpoint", "http://127.0.0.1:" + home.simulatorPort()));
    }

    private void room(String token, long branch, long bot, int number) {
        String kind = number == ROOMS ? "test" : "operation";
        create(token, "/api/rooms", room(branch, bot, FIRST_CHANNEL + number, "역삼지점 공지방 " + number, kind));
    }

    static ObjectNode room(long organization, long bot, long channel, String name, String kind) {
        return Http.JSON
                .createObjectNode()
                .put("organizationId", organization)
                .put("botId", bot)
                .put("channelId", Long.toString(channel))
                .put("name", name)
                .put("kind", kind);
    }

    private long create(String token, String path, JsonNode body) {
        return Http.post(api(path), token, body, "").path("id").asLong();
    }

    private URI api(String path) {
        return Services.local(home.apiPort(), path);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
