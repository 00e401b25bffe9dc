package io.roomcast.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * A branch's week, made through the API: templates, schedules of every kind, and results, good and bad, so that every
 * screen has something to say at first sight. The bad ones happen on a phone of their own and disturb nobody.
 */
final class DemoWeek {
    static final String SECOND_BOT = "LOA.ii";

    private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");
    private static final Duration DUE_IN = Duration.ofSeconds(3);
    static final long FIRST_CHANNEL = 18_219_201_472_247_900L;
    private static final int REFUSING_ROOM = 6;
    private static final int PICTURED_ROOM = 7;

    /** Of one part, before it is given up: so often the phone refuses. */
    private static final int TRIES = 3;

    private final Home home;
    private final String admin;
    private String branch = "";
    private List<Long> pictures = List.of();

    DemoWeek(Home home) {
        this.home = home;
        this.admin = new DemoData(home).login(Services.BOOTSTRAP_LOGIN);
    }

    /** Once: where its phone is known already, it does nothing. */
    void create() {
        for (JsonNode bot : Http.get(api("/api/bots"), admin).path("items")) {
            if (bot.path("name").asText().equals(SECOND_BOT)) {
                return;
            }
        }
        branch = new DemoData(home).login(DemoData.BRANCH_LOGIN);
        templates();
        pictures = DemoPictures.draw().stream()
                .map(picture ->
                        picture.upload(api("/api/images"), branch).path("id").asLong())
                .toList();
        schedules(Http.get(api("/api/rooms"), branch).path("items"));
        long phone = results();
        broadcast();
        new DemoNeighbour(home, admin).create(phone);
    }

    private void templates() {
        template("아침 인사", "좋은 아침입니다, #{톡방} 여러분!\n#{날짜} #{요일} 업무를 시작합니다.");
        template("주말 영업시간", "이번 주말 영업시간은 토요일 10시–18시, 일요일 휴무입니다.");
        template("특가 안내", "#{상품} 오늘 하루 특가!\n문의는 지점으로 부탁드립니다.");
    }

    private void schedules(JsonNode rooms) {
        ObjectNode morning = schedule(rooms.get(0), "아침 업무 공지", "weekly", "좋은 아침입니다. #{날짜} #{요일}입니다.", "09:00");
        List.of("monday", "tuesday", "wednesday", "thursday", "friday")
                .forEach(morning.putArray("scheduleWeekdays")::add);
        post("/api/schedules", morning);
        ObjectNode weekend = schedule(rooms.get(1), "주말 영업시간 안내", "weekly", "이번 주말은 10시에 문을 엽니다.", "16:00");
        weekend.putArray("scheduleWeekdays").add("friday");
        post("/api/schedules", weekend);
        post("/api/schedules", schedule(rooms.get(2), "오늘의 특가", "daily", "점심·저녁 특가를 확인하세요.", "12:00", "18:00"));
        ObjectNode arrival = schedule(rooms.get(3), "신제품 입고 안내", "once", "기다리시던 신제품이 입고되었습니다.", "10:30");
        arrival.put(
                "scheduleDate",
                LocalDateTime.now(ZONE).plusDays(3).toLocalDate().toString());
        post("/api/schedules", withPictures(arrival));
        ObjectNode monthly = schedule(rooms.get(2), "월말 정산 안내", "monthly", "이번 달 정산 자료를 확인해 주세요.", "10:00");
        monthly.putArray("scheduleMonthDays").add("last").add("15");
        post("/api/schedules", monthly);
        ObjectNode over = schedule(rooms.get(0), "지난 이벤트", "daily", "이벤트에 참여해 주셔서 감사합니다.", "20:00");
        post("/api/schedules", over.put("status", "inactive"));
    }

    /** Three in the first group and two in the second. */
    private ObjectNode withPictures(ObjectNode body) {
        pictures.subList(0, 3).forEach(body.putArray("images1")::add);
        pictures.subList(3, pictures.size()).forEach(body.putArray("images2")::add);
        return body;
    }

    /**
     * Two that are sent, one with pictures; one of which nobody knows, one that the phone never takes, and one whose phone is away.
     *
     * @return the id of the phone that sends
     */
    private long results() {
        long phone = bot(SECOND_BOT, home.simulatorPort() + 1);
        long nowhere = bot("점검 중인 폰", home.simulatorPort() + 99);
        JsonNode good = room(phone, 1, "역삼지점 단골방");
        JsonNode faulty = room(phone, 2, "역삼지점 이벤트방");
        JsonNode silent = room(nowhere, 3, "역삼지점 야간방");
        JsonNode refusing = room(phone, REFUSING_ROOM, "역삼지점 회원방");
        JsonNode pictured = room(phone, PICTURED_ROOM, "역삼지점 신제품방");
        fault(faulty, "ERROR", 1);
        fault(refusing, "TOO_MANY_REQUESTS", TRIES);
        now(good, "환영 인사", "새로 오신 분들 환영합니다!");
        post("/api/schedules", withPictures(soon(pictured, "신제품 사진", "이번 주 신제품입니다. 사진으로 먼저 만나 보세요.")));
        now(refusing, "회원 쿠폰 안내", "이번 달 회원 쿠폰을 확인해 주세요.");
        now(faulty, "이벤트 당첨 안내", "당첨을 축하드립니다. 지점에서 수령해 주세요.");
        now(silent, "야간 점검 안내", "오늘 밤 11시부터 점검이 있습니다.");
        return phone;
    }

    private void fault(JsonNode room, String kind, int times) {
        Http.post(
                Services.local(home.simulatorPort() + 1, "/simulator/faults"),
                "",
                Http.JSON
                        .createObjectNode()
                        .put("kind", kind)
                        .put("room", room.path("channelId").asLong())
                        .put("times", times),
                "");
    }

    /** Waits for a second person: the agency may approve it. */
    private void broadcast() {
        ObjectNode body = Http.JSON
                .createObjectNode()
                .put("title", "추석 연휴 배송 안내")
                .put("messageText", "#{톡방} 여러분, 연휴 동안 배송이 쉽니다. 급한 주문은 미리 부탁드립니다.");
        body.putObject("target").putArray("organizationIds").add(organization());
        post("/api/broadcasts", body);
    }

    private long organization() {
        return Http.get(api("/api/me"), branch).path("organizationId").asLong();
    }

    private void now(JsonNode room, String title, String text) {
        post("/api/schedules", soon(room, title, text));
    }

    /** Due in a moment, and not much later. */
    static ObjectNode soon(JsonNode room, String title, String text) {
        LocalDateTime due = LocalDateTime.now(ZONE).plus(DUE_IN).truncatedTo(ChronoUnit.SECONDS);
        ObjectNode body =
                schedule(room, title, "once", text, due.toLocalTime().format(DateTimeFormatter.ofPattern("HH:mm:ss")));
        return body.put("scheduleDate", due.toLocalDate().toString()).put("catchUpWindowSeconds", 10);
    }

    static ObjectNode schedule(JsonNode room, String title, String type, String text, String... times) {
        Instant start = Instant.now().minus(1, ChronoUnit.HOURS);
        ObjectNode body = Http.JSON
                .createObjectNode()
                .put("title", title)
                .put("roomId", room.path("id").asLong())
                .put("messageText", text)
                .put("scheduleType", type)
                .put("timeZone", ZONE.getId())
                .put("validFrom", start.toString())
                .put("validUntil", start.plus(365, ChronoUnit.DAYS).toString());
        List.of(times).forEach(body.putArray("scheduleTimes")::add);
        return body;
    }

    private void template(String name, String text) {
        post("/api/templates", Http.JSON.createObjectNode().put("name", name).put("body", text));
    }

    private long bot(String name, int port) {
        ObjectNode body = Http.JSON
                .createObjectNode()
                .put("name", name)
                .put("gateway", "iris")
                .put("endpoint", "http://127.0.0.1:" + port);
        return Http.post(api("/api/bots"), admin, body, "").path("id").asLong();
    }

    private JsonNode room(long bot, int number, String name) {
        ObjectNode body = DemoData.room(organization(), bot, FIRST_CHANNEL + number, name, "operation");
        return Http.post(api("/api/rooms"), admin, body, "");
    }

    private void post(String path, JsonNode body) {
        Http.post(api(path), branch, body, UUID.randomUUID().toString());
    }

    private URI api(String path) {
        return Services.local(home.apiPort(), path);
    }
}
