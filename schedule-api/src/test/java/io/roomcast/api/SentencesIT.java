package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A rule said in words. */
class SentencesIT extends ApiTest {
    @Test
    void everyKindOfRuleIsSaidInBothLanguages() {
        Map<ObjectNode, List<String>> said = new LinkedHashMap<>();
        said.put(
                Bodies.schedule(ROOM).putNull("maxRuns"),
                List.of(
                        "매주 월·수 오전 9:00, 오후 6:30, 공휴일 제외",
                        "Every Mon, Wed at 9:00 AM, 6:30 PM, except on public holidays"));
        said.put(
                Bodies.schedule(ROOM)
                        .put("scheduleType", "monthly")
                        .put("holidayPolicy", "next")
                        .put("maxRuns", 3),
                List.of(
                        "매월 15일·마지막 금요일 오전 9:00, 오후 6:30, 공휴일이면 다음 영업일, 3회까지",
                        "Every month on day 15, the last Friday at 9:00 AM, 6:30 PM, on the business day after a public holiday, 3 times"));
        said.put(
                Bodies.schedule(ROOM)
                        .put("scheduleType", "interval")
                        .put("holidayPolicy", "ignore")
                        .putNull("maxRuns"),
                List.of("90분마다, 2026년 1월 1일 (목) 오전 9:00부터", "Every 90 minutes, from Thu, Jan 1, 2026 9:00 AM"));
        said.put(
                Bodies.schedule(ROOM)
                        .put("scheduleType", "cron")
                        .put("holidayPolicy", "previous")
                        .putNull("maxRuns"),
                List.of(
                        "크론 0 0 9 * * MON-FRI, 공휴일이면 앞 영업일",
                        "Cron 0 0 9 * * MON-FRI, on the business day before a public holiday"));
        said.put(
                Bodies.schedule(ROOM)
                        .put("scheduleType", "once")
                        .put("scheduleDate", "2080-01-01")
                        .put("holidayPolicy", "ignore")
                        .putNull("maxRuns"),
                List.of("2080년 1월 1일 (월) 오전 9:00, 오후 6:30", "Mon, Jan 1, 2080 at 9:00 AM, 6:30 PM"));
        said.put(
                Bodies.schedule(ROOM)
                        .put("scheduleType", "daily")
                        .put("holidayPolicy", "ignore")
                        .put("maxRuns", 1),
                List.of("매일 오전 9:00, 오후 6:30, 1회까지", "Every day at 9:00 AM, 6:30 PM, once"));
        ObjectNode lastDay = Bodies.schedule(ROOM)
                .put("scheduleType", "monthly")
                .put("holidayPolicy", "ignore")
                .putNull("maxRuns");
        lastDay.putArray("scheduleMonthDays").add("last").add("2:tuesday");
        said.put(
                lastDay,
                List.of(
                        "매월 말일·둘째 화요일 오전 9:00, 오후 6:30",
                        "Every month on the last day, the second Tuesday at 9:00 AM, 6:30 PM"));
        said.put(
                Bodies.schedule(ROOM)
                        .put("scheduleType", "interval")
                        .put("intervalMinutes", 2_880)
                        .put("holidayPolicy", "ignore")
                        .putNull("maxRuns"),
                List.of("2일마다, 2026년 1월 1일 (목) 오전 9:00부터", "Every 2 days, from Thu, Jan 1, 2026 9:00 AM"));

        said.forEach((body, expected) -> {
            JsonNode preview = post("branch", "/api/schedules/preview", body, 200);
            assertThat(preview.path("sentence").path("ko").asText()).isEqualTo(expected.get(0));
            assertThat(preview.path("sentence").path("en").asText()).isEqualTo(expected.get(1));
            assertThat(preview.path("nextRuns")).isNotEmpty();
        });
    }
}
