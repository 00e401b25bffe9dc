package io.roomcast.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** Valid bodies, every optional field set, for tests to spoil. */
public final class Bodies {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Bodies() {}

    public static ObjectNode schedule(long room) {
        ObjectNode body = JSON.createObjectNode()
                .put("title", "아침 공지")
                .put("description", "매주 월·수 오전")
                .put("roomId", room)
                .put("messageText", "좋은 아침입니다, #{이름}님")
                .put("sendOrder", "text_first")
                .put("sendIntervalSeconds", 1)
                .put("mediaWaitTime1", 0)
                .put("mediaWaitTime2", 0)
                .put("scheduleType", "weekly")
                .put("timeZone", "Asia/Seoul")
                .put("priority", 5)
                .put("missedRunPolicy", "last")
                .put("catchUpWindowSeconds", 300)
                .put("intervalMinutes", 90)
                .put("intervalAnchor", "2026-01-01T09:00:00")
                .put("cronExpression", "0 0 9 * * MON-FRI")
                .put("holidayPolicy", "skip")
                .put("overlapPolicy", "queue")
                .put("jitterSeconds", 0)
                .put("maxRuns", 1_000)
                .put("advertising", false)
                .put("validFrom", "2026-01-01T00:00:00+09:00")
                .put("validUntil", "2090-01-01T00:00:00+09:00")
                .put("status", "active");
        body.putObject("variables").put("이름", "고객");
        body.putArray("scheduleTimes").add("09:00").add("18:30");
        body.putArray("scheduleWeekdays").add("monday").add("wednesday");
        body.putArray("scheduleMonthDays").add("15").add("last:friday");
        return body;
    }

    public static ObjectNode organization() {
        return JSON.createObjectNode()
                .put("code", unique())
                .put("name", "새 조직")
                .put("quietFrom", "22:00")
                .put("quietUntil", "07:00")
                .put("status", "active");
    }

    public static ObjectNode member() {
        return JSON.createObjectNode()
                .put("loginId", unique())
                .put("name", "홍길동")
                .put("password", "long enough secret")
                .put("role", "viewer")
                .put("status", "active");
    }

    public static ObjectNode bot() {
        return JSON.createObjectNode()
                .put("name", unique())
                .put("gateway", "iris")
                .put("endpoint", "http://10.0.0.7:3000")
                .put("status", "active");
    }

    public static ObjectNode room(long organization, long bot) {
        ObjectNode body = JSON.createObjectNode()
                .put("organizationId", organization)
                .put("botId", bot)
                .put("channelId", Long.toString(Math.abs(UUID.randomUUID().getMostSignificantBits() >> 8)))
                .put("name", "새 방")
                .put("kind", "test")
                .put("timeZone", "Asia/Seoul")
                .put("quietFrom", "22:00")
                .put("quietUntil", "07:00")
                .put("status", "active");
        body.putArray("tags").add("배달").add("서울");
        return body;
    }

    public static ObjectNode template() {
        return JSON.createObjectNode().put("name", unique()).put("body", "안녕하세요 #{이름}님");
    }

    /** For a schedule whose run at that moment is to be moved and changed. */
    public static ObjectNode runChange() {
        return JSON.createObjectNode().put("moveTo", "2080-01-02T00:00:00Z").put("messageText", "다른 내용");
    }

    public static ObjectNode testSend(long room) {
        return JSON.createObjectNode()
                .put("roomId", room)
                .put("messageText", "시험 발송")
                .put("sendOrder", "text_first")
                .put("sendIntervalSeconds", 1)
                .put("mediaWaitTime1", 0)
                .put("mediaWaitTime2", 0);
    }

    /** To one room by name. */
    public static ObjectNode broadcast(long... rooms) {
        ObjectNode body = JSON.createObjectNode()
                .put("title", "긴급 공지")
                .put("messageText", "#{톡방} 여러분께 알립니다")
                .put("sendOrder", "text_first")
                .put("sendIntervalSeconds", 1)
                .put("mediaWaitTime1", 0)
                .put("mediaWaitTime2", 0)
                .put("priority", 0)
                .put("windowMinutes", 60)
                .put("advertising", false);
        var ids = body.putObject("target").putArray("roomIds");
        for (long room : rooms) {
            ids.add(room);
        }
        return body;
    }

    public static ObjectNode decision() {
        return JSON.createObjectNode().put("note", "확인했습니다");
    }

    public static ObjectNode stop(String scope, Long target) {
        return JSON.createObjectNode()
                .put("scope", scope)
                .put("targetId", target)
                .put("reason", "점검")
                .put("until", ApiTest.DATABASE.now().plusSeconds(3_600).toString());
    }

    public static ObjectNode bulk(String action, long... ids) {
        ObjectNode body = JSON.createObjectNode().put("action", action).put("reason", "점검");
        var array = body.putArray("ids");
        for (long id : ids) {
            array.add(id);
        }
        return body;
    }

    public static ObjectNode settlement() {
        return JSON.createObjectNode().put("arrived", true).put("note", "톡방에서 봤습니다");
    }

    public static ObjectNode holidayName() {
        return JSON.createObjectNode().put("name", "창립 기념일");
    }

    public static ObjectNode holidays() {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("holidays").addObject().put("date", "2031-07-07").put("name", "창립 기념일");
        return body;
    }

    public static ObjectNode pause() {
        return JSON.createObjectNode().put("until", "2090-01-01T00:00:00Z").put("reason", "점검");
    }

    private static String unique() {
        return "x" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }
}
