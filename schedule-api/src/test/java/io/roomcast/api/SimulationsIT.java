package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** What will be sent when, as a caller may see it. */
class SimulationsIT extends ApiTest {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final LocalDate TOMORROW =
            DATABASE.now().atZone(SEOUL).toLocalDate().plusDays(1);
    private static final Instant NINE = at(LocalTime.of(9, 0));

    @Test
    void aDraftIsToldWhatItRunsInto() {
        long bot = phone();
        long room = WORLD.room(WORLD.branch, bot);
        WORLD.once(room, NINE, "there before");
        long foreign = WORLD.room(WORLD.otherBranch, bot);
        WORLD.once(foreign, NINE.plusSeconds(31), "of another branch");

        JsonNode answer = simulate("branch", draft(room), 200);

        assertThat(answer.path("complete").asBoolean()).isTrue();
        List<JsonNode> runs = list(answer.path("runs"));
        assertThat(runs).hasSize(2);
        assertThat(runs.get(0).path("title").asText()).isEqualTo("schedule of there before");
        JsonNode drafted = runs.get(1);
        assertThat(drafted.path("drafted").asBoolean()).isTrue();
        assertThat(drafted.path("outcome").asText()).isEqualTo("sent");
        assertThat(Duration.between(NINE, instant(drafted, "startsAt")))
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40));
        assertThat(drafted.path("delaySeconds").asLong()).isBetween(30L, 40L);
        assertThat(drafted.path("waits").findValuesAsText("reason")).contains("GAP");
        // The other branch's message is reckoned with, and not shown.
        assertThat(answer.toString()).doesNotContain("of another branch");
        assertThat(day(answer).path("messages").asInt()).isEqualTo(3);
        assertThat(DATABASE.count("SELECT COUNT(*) FROM kb_schedule WHERE title = 'drafted'"))
                .isZero();
    }

    @Test
    void whatADraftReplacesIsNotReckonedTwice() {
        long bot = phone();
        long room = WORLD.room(WORLD.branch, bot);
        long before = WORLD.once(room, NINE, "as it was");

        JsonNode answer = simulate("branch", draft(room).put("scheduleId", before), 200);

        assertThat(list(answer.path("runs"))).singleElement().satisfies(run -> {
            assertThat(run.path("drafted").asBoolean()).isTrue();
            assertThat(run.path("delaySeconds").asLong()).isZero();
        });
    }

    @Test
    void nobodyTakesAnothersScheduleOutOfTheReckoning() {
        long bot = phone();
        long room = WORLD.room(WORLD.branch, bot);
        long foreign = WORLD.once(WORLD.room(WORLD.otherBranch, bot), NINE, "another's");

        for (long unseen : List.of(foreign, 9_999_999_999L)) {
            assertThat(pointer(simulate("branch", draft(room).put("scheduleId", unseen), 422)))
                    .isEqualTo("/scheduleId");
        }
    }

    /** What somebody changed of a single run stays when the schedule is saved, so it is reckoned with before. */
    @Test
    void anEditIsReckonedWithTheRunsThatStayChanged() {
        long room = WORLD.room(WORLD.branch, phone());
        ObjectNode daily = draft(room);
        ((ObjectNode) daily.path("schedule")).put("scheduleType", "daily").remove("scheduleDate");
        long id = create("branch", (ObjectNode) daily.path("schedule"));
        Instant moved = NINE.plusSeconds(7_200);
        send("branch", HttpMethod.PUT, run(id, NINE), "{\"moveTo\":\"%s\"}".formatted(moved), 200);
        send("branch", HttpMethod.PUT, run(id, NINE.plus(Duration.ofDays(1))), "{\"skip\":true}", 200);
        daily.put("until", TOMORROW.plusDays(2).toString());

        JsonNode answer = simulate("branch", daily.put("scheduleId", id), 200);

        assertThat(list(answer.path("runs")).stream().map(run -> instant(run, "dueAt")))
                .contains(moved, NINE.plus(Duration.ofDays(2)))
                .doesNotContain(NINE, NINE.plus(Duration.ofDays(1)));
    }

    @Test
    void holidaysOfThePeriodAreNamedAndHonoured() {
        long room = WORLD.room(WORLD.branch, phone());
        LocalDate date = TOMORROW.plusDays(1);
        Instant onIt = NINE.plus(Duration.ofDays(1));
        ObjectNode daily = draft(room).put("until", TOMORROW.plusDays(2).toString());
        var schedule = (ObjectNode) daily.path("schedule");
        schedule.put("scheduleType", "daily").remove("scheduleDate");
        assertThat(dueAts(simulate("branch", daily, 200))).contains(onIt);
        schedule.put("holidayPolicy", "skip");
        send("hq", HttpMethod.PUT, "/api/holidays/" + date, "{\"name\":\"개업 기념일\"}", 204);
        try {
            JsonNode answer = simulate("branch", daily, 200);

            assertThat(dueAts(answer)).doesNotContain(onIt);
            assertThat(list(answer.path("holidays")).stream()
                            .map(holiday -> holiday.path("date").asText() + " "
                                    + holiday.path("name").asText()))
                    .contains(date + " 개업 기념일");
        } finally {
            send("hq", HttpMethod.DELETE, "/api/holidays/" + date, null, 204);
        }
    }

    private static List<Instant> dueAts(JsonNode answer) {
        return list(answer.path("runs")).stream()
                .map(run -> instant(run, "dueAt"))
                .toList();
    }

    private static String run(long id, Instant originalAt) {
        return "/api/schedules/" + id + "/runs/" + originalAt;
    }

    @Test
    void aRoomIsShownItsQuietHoursAndAPhoneAllItsRooms() {
        long bot = phone();
        long quiet = WORLD.room(WORLD.branch, bot);
        long other = WORLD.room(WORLD.branch, bot);
        DATABASE.execute("UPDATE kb_room SET quiet_from = '08:00', quiet_until = '11:00' WHERE id = ?", quiet);
        WORLD.once(quiet, NINE, "quiet");
        WORLD.once(other, NINE, "loud");

        JsonNode ofRoom = simulate("branch", Bodies.simulation(quiet), 200);
        JsonNode ofPhone = simulate("branch", body().put("botId", bot), 200);

        assertThat(list(ofRoom.path("runs"))).singleElement().satisfies(run -> {
            assertThat(run.path("startsAt").asText())
                    .isEqualTo(at(LocalTime.of(11, 0)).toString());
            assertThat(run.path("waits").findValuesAsText("reason")).containsExactly("QUIET");
        });
        assertThat(list(ofPhone.path("runs"))).hasSize(2);
    }

    @Test
    void anyBadQuestionIsToldWhatIsWrongWithIt() {
        assertThat(pointer(simulate("branch", body(), 422))).isEqualTo("/schedule");
        assertThat(pointer(simulate("branch", draft(ROOM).put("roomId", ROOM), 422)))
                .isEqualTo("/schedule");
        assertThat(pointer(simulate("branch", draft(OTHER_ROOM), 422))).isEqualTo("/schedule/roomId");
        assertThat(pointer(simulate(
                        "branch",
                        Bodies.simulation(ROOM)
                                .put("until", TOMORROW.plusDays(30).toString()),
                        422)))
                .isEqualTo("/until");
        assertThat(pointer(simulate("branch", Bodies.simulation(ROOM).put("from", "2020-01-01"), 422)))
                .isEqualTo("/from");
        assertThat(pointer(simulate("branch", Bodies.simulation(OTHER_ROOM), 422)))
                .isEqualTo("/roomId");
        long unseen = phone();
        assertThat(pointer(simulate("branch", body().put("botId", unseen), 422)))
                .isEqualTo("/botId");
    }

    private static long phone() {
        return WORLD.bot("phone-" + key().substring(0, 8), "log", "http://127.0.0.1:9");
    }

    private static Instant at(LocalTime time) {
        return TOMORROW.atTime(time).atZone(SEOUL).toInstant();
    }

    private static ObjectNode draft(long room) {
        ObjectNode schedule = Bodies.schedule(room)
                .put("title", "drafted")
                .put("scheduleType", "once")
                .put("scheduleDate", TOMORROW.toString())
                .put("holidayPolicy", "ignore");
        schedule.putArray("scheduleTimes").add("09:00");
        ObjectNode body = body();
        body.set("schedule", schedule);
        return body;
    }

    private static ObjectNode body() {
        return Bodies.simulation(0).removeAll();
    }

    private JsonNode simulate(String login, ObjectNode body, int status) {
        return post(login, "/api/simulations", body, status);
    }

    private static JsonNode day(JsonNode answer) {
        return list(answer.path("days")).stream()
                .filter(day -> day.path("date").asText().equals(TOMORROW.toString()))
                .findFirst()
                .orElseThrow();
    }

    private static String pointer(JsonNode problem) {
        return problem.at("/errors/0/pointer").asText();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
