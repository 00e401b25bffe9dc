package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** Holidays entered and taken back, and the schedules they move. */
class HolidaysIT extends ApiTest {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    @Test
    void aNewHolidayMovesTheSchedulesThatAvoidHolidays() {
        long id = daily();
        Instant next = dueAts(id).get(0);
        LocalDate date = next.atZone(SEOUL).toLocalDate();

        enter(date);

        assertThat(dueAts(id)).doesNotContain(next);
        assertThat(instant(get("branch", "/api/schedules/" + id), "nextSendAt")).isAfter(next);
        assertThat(get("branch", "/api/holidays?year=" + date.getYear()).findValuesAsText("date"))
                .contains(date.toString());

        takeBack(date);

        assertThat(instant(get("branch", "/api/schedules/" + id), "nextSendAt")).isEqualTo(next);
    }

    /** A holiday that was entered by mistake must not end what it moved. */
    @Test
    void aHolidayTakenBackBringsAScheduleBackToLife() {
        LocalDate date = LocalDate.parse("2081-03-03");
        ObjectNode body = Bodies.schedule(ROOM)
                .put("scheduleType", "once")
                .put("scheduleDate", date.toString())
                .putNull("maxRuns");
        String uri = "/api/schedules/" + create("branch", body);
        enter(date);
        assertThat(get("branch", uri).path("status").asText()).isEqualTo("completed");

        takeBack(date);

        assertThat(get("branch", uri).path("status").asText()).isEqualTo("active");
        assertThat(instant(get("branch", uri), "nextSendAt")).isEqualTo(Instant.parse("2081-03-03T00:00:00Z"));
    }

    /** Whoever left a run out meant that run, be its day a holiday for a while or not. */
    @Test
    void whatSomebodyChangedOfARunOutlivesAHoliday() {
        ObjectNode onceADay = Bodies.schedule(ROOM).put("scheduleType", "daily");
        onceADay.putArray("scheduleTimes").add("09:00");
        long id = create("branch", onceADay);
        Instant skipped = dueAts(id).get(0);
        send("branch", HttpMethod.PUT, "/api/schedules/" + id + "/runs/" + skipped, "{\"skip\":true}", 200);
        Instant next = instant(get("branch", "/api/schedules/" + id), "nextSendAt");
        LocalDate date = skipped.atZone(SEOUL).toLocalDate();

        enter(date);
        assertThat(instant(get("branch", "/api/schedules/" + id), "nextSendAt")).isEqualTo(next);
        takeBack(date);

        assertThat(instant(get("branch", "/api/schedules/" + id), "nextSendAt")).isEqualTo(next);
        assertThat(get("branch", "/api/schedules/" + id + "/runs")
                        .path(0)
                        .path("skipped")
                        .asBoolean())
                .isTrue();
    }

    /** Nobody has claimed them, as while the triggers are away. */
    @Test
    void whatIsDueStaysDueWhenItsDayBecomesAHoliday() {
        ObjectNode onceADay = Bodies.schedule(ROOM).put("scheduleType", "daily");
        onceADay.putArray("scheduleTimes").add("09:00");
        long id = create("branch", onceADay);
        LocalDate first = threeBusinessDays();
        DATABASE.execute(
                "UPDATE kb_schedule SET valid_from = ?, next_send_at = ? WHERE id = ?",
                atNine(first.minusDays(1)),
                atNine(first),
                id);
        try {
            enter(first.plusDays(1));

            assertThat(DATABASE.query("SELECT moved_to FROM kb_schedule_exception WHERE schedule_id = ?", id))
                    .extracting(row -> String.valueOf(row.get("moved_to")).replace('T', ' '))
                    .anyMatch(due -> due.startsWith(atNine(first)))
                    .anyMatch(due -> due.startsWith(atNine(first.plusDays(1))))
                    .anyMatch(due -> due.startsWith(atNine(first.plusDays(2))));
            assertThat(instant(get("branch", "/api/schedules/" + id), "nextSendAt"))
                    .isEqualTo(first.atTime(9, 0).atZone(SEOUL).toInstant());
        } finally {
            DATABASE.execute("DELETE FROM kb_schedule_exception WHERE schedule_id = ?", id);
            DATABASE.execute("DELETE FROM kb_schedule WHERE id = ?", id);
            takeBack(first.plusDays(1));
        }
    }

    /** One after the other, all of them over. */
    private static LocalDate threeBusinessDays() {
        LocalDate day = LocalDate.now(SEOUL).minusDays(4);
        while (DATABASE.count(
                        "SELECT COUNT(*) FROM kb_holiday WHERE holiday_date BETWEEN ? AND ?",
                        day.toString(),
                        day.plusDays(2).toString())
                > 0) {
            day = day.minusDays(1);
        }
        return day;
    }

    /** Nine in the morning in Seoul, as the database has it. */
    private static String atNine(LocalDate day) {
        return day + " 00:00";
    }

    /** A file of the next years, again and again: what is new moves schedules, what is there is named anew, nothing goes. */
    @Test
    void anImportMovesSchedulesAndNamesAnew() {
        long id = daily();
        Instant next = dueAts(id).get(0);
        LocalDate date = next.atZone(SEOUL).toLocalDate();
        LocalDate other = LocalDate.parse("2082-04-04");
        enter(other);

        importThem(Bodies.holidays(date.toString()), 204);
        assertThat(dueAts(id)).doesNotContain(next);
        ObjectNode both = Bodies.holidays(date.toString());
        ((ObjectNode) both.path("holidays").path(0)).put("name", "다른 이름");
        importThem(both, 204);

        assertThat(nameOf(date)).isEqualTo("다른 이름");
        assertThat(nameOf(other)).isEqualTo(Bodies.holidayName().path("name").asText());
        takeBack(date);
        takeBack(other);
        assertThat(dueAts(id)).contains(next);
    }

    @Test
    void anImportWithOneBadLineChangesNothing() {
        ObjectNode body = Bodies.holidays("2083-05-05");
        ((ArrayNode) body.path("holidays"))
                .addObject()
                .put("date", "2083-05-06")
                .put("name", "");

        assertThat(importThem(body, 422).at("/errors/0/pointer").asText()).isEqualTo("/holidays/1/name");

        assertThat(get("branch", "/api/holidays?year=2083")).isEmpty();
    }

    private JsonNode importThem(ObjectNode body, int status) {
        return post("hq", "/api/holidays/import", body, status);
    }

    private String nameOf(LocalDate date) {
        for (JsonNode holiday : get("branch", "/api/holidays?year=" + date.getYear())) {
            if (holiday.path("date").asText().equals(date.toString())) {
                return holiday.path("name").asText();
            }
        }
        return "";
    }

    private void enter(LocalDate date) {
        send("hq", HttpMethod.PUT, "/api/holidays/" + date, Bodies.holidayName(), 204);
    }

    private void takeBack(LocalDate date) {
        send("hq", HttpMethod.DELETE, "/api/holidays/" + date, null, 204);
    }
}
