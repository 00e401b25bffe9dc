package io.roomcast.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** One message, from the schedule to the room, with its proof. */
final class Demo {
    private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");
    private static final Duration DUE_IN = Duration.ofSeconds(4);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Map<String, String> LOG_TYPES = Map.of("TEXT", "1", "IMAGES_1", "27", "IMAGES_2", "27");

    private final Home home;
    private final PrintStream out;
    private final String token;

    Demo(Home home, PrintStream out) {
        this.home = home;
        this.out = out;
        this.token = new DemoData(home).login(DemoData.BRANCH_LOGIN);
    }

    /** Whether the room's own log shows every part, in order. */
    boolean run() {
        out.println("Signed in as the branch manager \"" + DemoData.BRANCH_LOGIN + "\".");
        List<Long> pictures = DemoPictures.draw().stream().map(this::upload).toList();
        JsonNode room = pickRoom();
        try (Stream<String> live =
                Http.follow(api("/api/events/results"), token).body()) {
            JsonNode schedule = create(room, pictures);
            out.printf(
                    "Schedule %d is due %s in \"%s\". Following it live …%n",
                    schedule.path("id").asLong(),
                    schedule.path("nextSendAt").asText(),
                    room.path("name").asText());
            JsonNode result = await(live, schedule.path("id").asLong());
            return report(room, result);
        }
    }

    private long upload(DemoPictures.Picture picture) {
        JsonNode image = picture.upload(api("/api/images"), token);
        out.printf(
                "Uploaded %s: %s, %d × %d, %d bytes%n",
                picture.fileName(),
                image.path("mediaType").asText(),
                image.path("width").asInt(),
                image.path("height").asInt(),
                image.path("sizeBytes").asInt());
        return image.path("id").asLong();
    }

    /** Another room each time: a room takes only five parts a minute. */
    private JsonNode pickRoom() {
        List<JsonNode> rooms = new ArrayList<>();
        Http.get(api("/api/rooms"), token).path("items").forEach(room -> {
            if (room.path("botName").asText().equals(DemoData.BOT)) {
                rooms.add(room);
            }
        });
        JsonNode newest = Http.get(api("/api/schedules?limit=1"), token).path("items");
        int next = newest.isEmpty() ? 0 : (int) (newest.get(0).path("id").asLong() % rooms.size());
        return rooms.get(next);
    }

    private JsonNode create(JsonNode room, List<Long> pictures) {
        LocalDateTime due = LocalDateTime.now(ZONE).plus(DUE_IN).truncatedTo(ChronoUnit.SECONDS);
        Instant start = Instant.now().minus(1, ChronoUnit.HOURS);
        ObjectNode body = Http.JSON
                .createObjectNode()
                .put("title", "데모: 오늘의 프로모션")
                .put("roomId", room.path("id").asLong())
                .put("messageText", "안녕하세요, #{톡방}입니다.\n#{날짜} #{요일} 프로모션을 안내드립니다.")
                .put("scheduleType", "once")
                .put("scheduleDate", due.toLocalDate().toString())
                .put("validFrom", start.toString())
                .put("validUntil", start.plus(2, ChronoUnit.DAYS).toString());
        body.putArray("scheduleTimes").add(due.toLocalTime().format(DateTimeFormatter.ofPattern("HH:mm:ss")));
        ArrayNode first = body.putArray("images1");
        ArrayNode second = body.putArray("images2");
        for (int i = 0; i < pictures.size(); i++) {
            (i < 3 ? first : second).add(pictures.get(i));
        }
        return Http.post(api("/api/schedules"), token, body, UUID.randomUUID().toString());
    }

    private JsonNode await(Stream<String> live, long schedule) {
        try {
            return CompletableFuture.supplyAsync(() -> resultOf(live, schedule))
                    .orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new IllegalStateException(
                        "No result after " + LONGEST.toSeconds() + " s: " + why(schedule) + " See ./roomcast status",
                        e);
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private static JsonNode resultOf(Stream<String> live, long schedule) {
        return live.filter(line -> line.startsWith("data:"))
                .map(line -> parse(line.substring("data:".length())))
                .filter(result -> result.path("scheduleId").asLong() == schedule)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The live stream ended without a result"));
    }

    private String why(long schedule) {
        return Http.get(api("/api/schedules/" + schedule + "/why"), token)
                .path("en")
                .asText();
    }

    private boolean report(JsonNode room, JsonNode log) {
        JsonNode run =
                Http.get(api("/api/occurrences/" + log.path("occurrenceId").asLong()), token);
        List<JsonNode> received = received(room.path("channelId").asText(), run);
        out.println("\nWhat the room received, in its own order:");
        received.forEach(row -> out.printf("  #%s  %s%n", row.path("_id").asText(), describe(row)));
        out.println("\nLog row:");
        out.printf(
                "  status=%s confirmed=%s components=%s scheduled_at=%s started_at=%s completed_at=%s duration_ms=%s%n",
                log.path("status").asText(),
                log.path("confirmed").asInt() == 1,
                log.path("sendComponents").asText(),
                log.path("scheduledAt").asText(),
                log.path("startedAt").asText(),
                log.path("completedAt").asText(),
                log.path("durationMs").asText());
        out.printf("Lateness (due → call to the phone): %d ms%n", lateness(run));
        boolean proven = isProven(run, received);
        out.println(proven ? "All parts CONFIRMED, in order." : "NOT proven: see the parts above and the log.");
        return proven;
    }

    private List<JsonNode> received(String channel, JsonNode run) {
        var evidence = new ArrayList<String>();
        run.path("parts").forEach(part -> evidence.add(part.path("evidence").asText()));
        var rows = new ArrayList<JsonNode>();
        JsonNode all = Http.get(Services.local(home.simulatorPort(), "/simulator/messages"), "");
        all.forEach(row -> {
            if (row.path("chat_id").asText().equals(channel)
                    && evidence.contains(row.path("_id").asText())) {
                rows.add(0, row);
            }
        });
        return rows;
    }

    private static boolean isProven(JsonNode run, List<JsonNode> received) {
        JsonNode parts = run.path("parts");
        if (parts.isEmpty() || received.size() != parts.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            JsonNode part = parts.get(i);
            boolean sameRow = part.path("evidence")
                    .asText()
                    .equals(received.get(i).path("_id").asText());
            boolean sameKind = received.get(i)
                    .path("type")
                    .asText()
                    .equals(LOG_TYPES.get(part.path("kind").asText()));
            if (!part.path("state").asText().equals("CONFIRMED") || !sameRow || !sameKind) {
                return false;
            }
        }
        return true;
    }

    private static long lateness(JsonNode run) {
        Instant due = Instant.parse(run.path("scheduledAt").asText());
        return Duration.between(
                        due,
                        Instant.parse(run.path("parts").path(0).path("calledAt").asText()))
                .toMillis();
    }

    private static String describe(JsonNode row) {
        if (row.path("type").asText().equals("1")) {
            return "text: " + row.path("message").asText().replace("\n", " / ");
        }
        JsonNode attachment = parse(row.path("attachment").asText());
        return "pictures: " + Math.max(1, attachment.path("imageUrls").size());
    }

    private static JsonNode parse(String json) {
        try {
            return Http.JSON.readTree(json);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private URI api(String path) {
        return Services.local(home.apiPort(), path);
    }
}
