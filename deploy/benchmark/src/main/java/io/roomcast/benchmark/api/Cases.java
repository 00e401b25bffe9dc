package io.roomcast.benchmark.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.roomcast.standalone.Home;
import io.roomcast.standalone.Http;
import io.roomcast.standalone.Services;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;

/** What is asked, and how fast it has to be. */
final class Cases {
    private static final int BUSY = 200;
    private static final int BUSY_LIMIT = 50;
    private static final int NOW_AND_THEN = 20;

    /** What reckons a week through is asked for by a click. */
    private static final int BY_CLICK = 5;

    private static final int LIMIT = 100;

    private final Home home;
    private final Connection connection;
    private final List<Asker> askers = new ArrayList<>();
    private final List<Case> cases = new ArrayList<>();

    Cases(Home home, Connection connection) {
        this.home = home;
        this.connection = connection;
    }

    List<Case> all() throws SQLException {
        var branch = new Asker("branch", "bench-branch");
        var headOffice = new Asker("head office", "admin");
        askers.addAll(List.of(branch, headOffice));
        for (Asker asker : askers) {
            addLists(asker);
            addStatistics(asker);
            addSingle(asker);
        }
        // Last: at a high rate a server that has only begun falls behind, and what waits is then part of what is
        // measured.
        addBusy(branch);
        return cases;
    }

    /** Signs everybody in anew: a token ends before all has been asked. */
    void signIn() {
        askers.forEach(asker -> asker.token = token(asker.login));
    }

    private static final class Asker {
        private final String who;
        private final String login;
        private volatile String token = "";

        Asker(String who, String login) {
            this.who = who;
            this.login = login;
        }

        String who() {
            return who;
        }
    }

    /** A room of the branch that asks, with one of its schedules and its phone. */
    private record Sample(
            long room, long organization, long bot, String botName, long schedule, long ended, long waiting) {}

    private void addBusy(Asker asker) throws SQLException {
        Sample sample = sample();
        busy("list of 50", asker, i -> get(asker, "/api/schedules?limit=50"));
        busy("get", asker, i -> get(asker, "/api/schedules/" + sample.schedule()));
        some("create", asker, i -> post(asker, "/api/schedules", schedule(sample.room(), i)));
    }

    private void addLists(Asker asker) throws SQLException {
        Sample sample = sample();
        for (String filter : List.of(
                "",
                "organizationId=" + sample.organization(),
                "roomId=" + sample.room(),
                "botName=" + sample.botName(),
                "status=active",
                "status=error",
                "scheduleType=daily",
                "text=" + encoded("점검"),
                "text=" + encoded("nowhere to be found"),
                "status=error&text=" + encoded("점검 알림 1"))) {
            some("schedules ?" + decoded(filter), asker, i -> get(asker, "/api/schedules?limit=50&" + filter));
        }
        some("what is due next", asker, i -> get(asker, "/api/schedules/upcoming?limit=20"));
        for (String filter : List.of("", "status=failed", "status=unknown", "roomId=" + sample.room())) {
            some("send log ?" + filter, asker, i -> get(asker, "/api/logs/send?limit=50&" + filter));
        }
        for (String filter : List.of("", "&status=unknown", "&roomId=" + sample.room())) {
            some(
                    "send log of 30 days ?" + filter,
                    asker,
                    i -> get(asker, "/api/logs/send?limit=50&from=" + daysAgo(29) + filter));
        }
        some(
                "send log of a day a month ago",
                asker,
                i -> get(asker, "/api/logs/send?from=" + daysAgo(30) + "&until=" + daysAgo(30)));
        click("calendar of a week", asker, i -> get(asker, "/api/calendar"));
    }

    private void addStatistics(Asker asker) throws SQLException {
        Sample sample = sample();
        for (String groupBy : List.of("day", "hour", "room", "organization", "bot", "reason")) {
            some("statistics by " + groupBy, asker, i -> get(asker, "/api/statistics?groupBy=" + groupBy));
        }
        some(
                "statistics of 30 days by room",
                asker,
                i -> get(asker, "/api/statistics?groupBy=room&from=" + daysAgo(29)));
        some(
                "statistics of 30 days by room, days of UTC",
                asker,
                i -> get(asker, "/api/statistics?groupBy=room&timeZone=UTC&from=" + daysAgo(29)));
        for (String narrowed : List.of("groupBy=day&roomId=" + sample.room(), "groupBy=reason&botId=" + sample.bot())) {
            some("statistics of a week ?" + narrowed, asker, i -> get(asker, "/api/statistics?" + narrowed));
        }
        some("statistics of 30 days by day", asker, i -> get(asker, "/api/statistics?groupBy=day&from=" + daysAgo(29)));
    }

    private void addSingle(Asker asker) throws SQLException {
        Sample sample = sample();
        some("log of a schedule", asker, i -> get(asker, "/api/schedules/" + sample.schedule() + "/logs"));
        some("why, of a schedule", asker, i -> get(asker, "/api/schedules/" + sample.schedule() + "/why"));
        some("why, of a run that has ended", asker, i -> get(asker, "/api/occurrences/" + sample.ended() + "/why"));
        some("why, of a run that waits", asker, i -> get(asker, "/api/occurrences/" + sample.waiting() + "/why"));
        click(
                "simulation of a room",
                asker,
                i -> post(
                        asker, "/api/simulations", Http.JSON.createObjectNode().put("roomId", sample.room())));
        ObjectNode draft = Http.JSON.createObjectNode();
        draft.set("schedule", schedule(sample.room(), 0));
        click("simulation of a draft", asker, i -> post(asker, "/api/simulations", draft));
        click(
                "simulation of a phone",
                asker,
                i -> post(
                        asker, "/api/simulations", Http.JSON.createObjectNode().put("botId", sample.bot())));
    }

    private void busy(String name, Asker asker, IntFunction<HttpRequest.Builder> request) {
        cases.add(new Case(name, asker.who(), BUSY, BUSY_LIMIT, request));
    }

    private void some(String name, Asker asker, IntFunction<HttpRequest.Builder> request) {
        cases.add(new Case(name, asker.who(), NOW_AND_THEN, LIMIT, request));
    }

    private void click(String name, Asker asker, IntFunction<HttpRequest.Builder> request) {
        cases.add(new Case(name, asker.who(), BY_CLICK, LIMIT, request));
    }

    private Sample sample() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT r.id AS room, r.organization_id, b.id AS bot, b.name,
                               (SELECT MIN(s.id) FROM kb_schedule s WHERE s.room_id = r.id AND s.status = 'active') AS schedule,
                               (SELECT MIN(o.id) FROM kb_occurrence o WHERE o.room_id = r.id AND o.state = 'SUCCESS') AS ended,
                               (SELECT MIN(o.id) FROM kb_occurrence o WHERE o.room_id = r.id AND o.state = 'QUEUED') AS waiting
                        FROM kb_organization g JOIN kb_room r ON r.organization_id = g.id JOIN kb_bot b ON b.id = r.bot_id
                        WHERE g.code = 'bench-branch-0' ORDER BY r.id LIMIT 1""")) {
            row.next();
            return new Sample(
                    row.getLong("room"),
                    row.getLong("organization_id"),
                    row.getLong("bot"),
                    row.getString("name"),
                    row.getLong("schedule"),
                    row.getLong("ended"),
                    row.getLong("waiting"));
        }
    }

    private String token(String login) {
        ObjectNode body = Http.JSON.createObjectNode().put("loginId", login).put("password", Services.DEMO_PASSWORD);
        return Http.post(uri("/api/auth/login"), "", body, "")
                .path("accessToken")
                .asText();
    }

    private HttpRequest.Builder get(Asker asker, String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + asker.token);
    }

    private HttpRequest.Builder post(Asker asker, String path, ObjectNode body) {
        return get(asker, path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body.toString()));
    }

    private static ObjectNode schedule(long room, int number) {
        ObjectNode body = Http.JSON
                .createObjectNode()
                .put("title", "benchmark " + number)
                .put("roomId", room)
                .put("messageText", "안녕하세요, 새 예약입니다.")
                .put("scheduleType", "daily")
                .put("validFrom", daysAgo(1) + "T00:00:00Z")
                .put("validUntil", "2090-01-01T00:00:00Z");
        body.putArray("scheduleTimes").add("09:00");
        return body;
    }

    private static String daysAgo(int days) {
        return java.time.LocalDate.now(java.time.ZoneId.of("Asia/Seoul"))
                .minusDays(days)
                .toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String query) {
        return URLDecoder.decode(query, StandardCharsets.UTF_8);
    }

    private URI uri(String path) {
        return Services.local(home.apiPort(), path);
    }
}
