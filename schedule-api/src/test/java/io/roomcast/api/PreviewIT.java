package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/**
 * What is previewed before saving is what is stored: the moment at which the claim finds it, and the runs after that, from the
 * row's own columns. That a claim takes just those, the trigger's tests show.
 */
class PreviewIT extends ApiTest {
    private static final int SCHEDULES = 300;
    private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> zone.contains("/") && !zone.startsWith("Etc/"))
            .sorted()
            .toList();

    private final Random random = new Random(20261129);

    @Test
    void whatIsPreviewedIsWhatIsStored() {
        int saved = 0;
        int skipped = 0;
        for (int i = 0; i < SCHEDULES; i++) {
            ObjectNode body = randomBody();
            List<Instant> previewed = previewed("", body);
            if (previewed.isEmpty()) {
                post("branch", "/api/schedules", body, 422);
                continue;
            }
            JsonNode made = created("branch", body);
            long id = made.path("id").asLong();
            assertThat(instant(made, "nextSendAt")).as("%s", body).isEqualTo(previewed.get(0));
            assertThat(dueAts(id)).as("%s", body).isEqualTo(previewed);
            saved++;
            if (random.nextInt(3) == 0 && previewed.size() > 2) {
                Instant original = previewed.get(1);
                send("branch", HttpMethod.PUT, "/api/schedules/" + id + "/runs/" + original, "{\"skip\":true}", 200);
                assertThat(previewed("?scheduleId=" + id, body))
                        .as("%s", body)
                        .startsWith(previewed.get(0), previewed.get(2))
                        .doesNotContain(original);
                skipped++;
            }
            forget(id);
        }
        assertThat(saved).isGreaterThan(SCHEDULES / 2);
        assertThat(skipped).isGreaterThan(SCHEDULES / 12);
    }

    /** Hundreds of schedules would be in the way of other tests. */
    private static void forget(long id) {
        for (String table : List.of("kb_schedule_exception", "kb_schedule_image")) {
            DATABASE.execute("DELETE FROM " + table + " WHERE schedule_id = ?", id);
        }
        DATABASE.execute("DELETE FROM kb_schedule WHERE id = ?", id);
    }

    private List<Instant> previewed(String question, ObjectNode body) {
        var moments = new ArrayList<Instant>();
        post("branch", "/api/schedules/preview" + question, body, 200)
                .path("nextRuns")
                .forEach(moment -> moments.add(Instant.parse(moment.asText())));
        return moments;
    }

    private ObjectNode randomBody() {
        String type = oneOf("once", "daily", "weekly", "monthly", "interval", "cron");
        boolean ofDates = !List.of("interval", "cron").contains(type);
        LocalDate soon =
                DATABASE.now().atZone(java.time.ZoneOffset.UTC).toLocalDate().plusDays(2L + random.nextInt(300));
        ObjectNode body = Bodies.schedule(ROOM)
                .put("scheduleType", type)
                .put("timeZone", ZONES.get(random.nextInt(ZONES.size())))
                .put("validUntil", soon.plusDays(random.nextInt(400)) + "T12:00:00Z")
                .put("jitterSeconds", random.nextBoolean() ? 0 : random.nextInt(3_600))
                .put(
                        "holidayPolicy",
                        type.equals("interval")
                                ? oneOf("ignore", "skip")
                                : oneOf("ignore", "skip", "previous", "next"));
        body.remove(List.of("scheduleDate", "scheduleWeekdays", "scheduleMonthDays", "maxRuns"));
        ArrayNode times = body.putArray("scheduleTimes");
        for (int i = 0; ofDates && i < 1 + random.nextInt(3); i++) {
            times.add(LocalTime.of(random.nextInt(24), random.nextInt(60)).toString());
        }
        switch (type) {
            case "once" -> body.put("scheduleDate", soon.toString());
            case "weekly" -> weekdays(body.putArray("scheduleWeekdays"));
            case "monthly" ->
                body.putArray("scheduleMonthDays").add(oneOf("1", "15", "31", "last", "1:monday", "last:friday"));
            case "interval" -> body.put("intervalMinutes", 7 + random.nextInt(3_000));
            case "cron" ->
                body.put(
                        "cronExpression",
                        "0 %d %d %s * %s"
                                .formatted(
                                        random.nextInt(60),
                                        random.nextInt(24),
                                        oneOf("*", "1,15", "L"),
                                        oneOf("*", "MON-FRI")));
            default -> {
                // Daily needs nothing more.
            }
        }
        if (random.nextInt(4) == 0) {
            body.put("maxRuns", 3 + random.nextInt(20));
        }
        return body;
    }

    private void weekdays(ArrayNode days) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (random.nextBoolean() || day == DayOfWeek.SUNDAY) {
                days.add(day.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    private String oneOf(String... words) {
        return words[random.nextInt(words.length)];
    }
}
