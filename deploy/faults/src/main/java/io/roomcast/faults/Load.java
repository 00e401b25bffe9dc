package io.roomcast.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.roomcast.standalone.Http;
import io.roomcast.standalone.Services;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * What members and other systems do all day: schedules, changes, cancels, messages and commands, some of each a second, by the
 * seed; into rooms of which a few are busy enough to meet their limits.
 */
final class Load implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final int WORKERS = 12;
    private static final int BUSY_ROOMS = 10;
    private static final Duration BUSY_FOR = Duration.ofMinutes(2);
    private static final int DAILY_TIMES = 10;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Api api;
    private final Outside outside;
    private final Ledger ledger;
    private final List<Long> rooms;
    private final Random random;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(50),
            new ThreadPoolExecutor.DiscardPolicy());
    private final Instant started = Instant.now();
    private final List<Asked> daily = new ArrayList<>();

    Load(Api api, Outside outside, Ledger ledger, List<Long> rooms, long seed) {
        this.api = api;
        this.outside = outside;
        this.ledger = ledger;
        this.rooms = rooms;
        this.random = new Random(seed);
    }

    void start() {
        for (int room = 0; room < 3; room++) {
            daily.add(daily(rooms.get(rooms.size() - 1 - room)));
        }
        clock.scheduleAtFixedRate(this::next, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Nothing more is asked for, and what is due every day is paused; what is under way comes to its end. */
    @Override
    public void close() {
        clock.shutdown();
        daily.forEach(this::cancel);
        workers.shutdown();
        try {
            if (!workers.awaitTermination(1, TimeUnit.MINUTES)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next() {
        int kind = random.nextInt(100);
        long room = nextRoom();
        Instant due = Instant.now().plusMillis(4_000 + random.nextInt(16_000)).truncatedTo(ChronoUnit.SECONDS);
        if (kind < 12) {
            outsideMessage(room);
        } else if (kind < 20) {
            outsideCommand(room, due.plusSeconds(10));
        } else {
            Asked asked = ledger.add(Asked.By.API, room, List.of(due), kind < 35);
            boolean change = kind >= 80 && kind < 90;
            int cancelAfter = kind >= 90 ? random.nextInt(-300, 900) : Integer.MAX_VALUE;
            int priority = random.nextInt(10);
            workers.execute(() -> create(asked, priority, change, cancelAfter));
        }
    }

    /** A few rooms get a fifth of everything, others after a while. */
    private long nextRoom() {
        int quiet = rooms.size() - 3;
        if (random.nextInt(5) > 0) {
            return rooms.get(random.nextInt(quiet));
        }
        long shift = Duration.between(started, Instant.now()).dividedBy(BUSY_FOR);
        return rooms.get((int) ((shift * BUSY_ROOMS + random.nextInt(BUSY_ROOMS)) % quiet));
    }

    private void create(Asked asked, int priority, boolean change, int cancelAfter) {
        ObjectNode body = body(asked.room, asked.text(), asked.dues).put("priority", priority);
        if (asked.withPicture) {
            Api.Answer picture = api.upload("m.png", picture(asked.number));
            if (!picture.isGood()) {
                asked.refused = "its picture: " + picture;
                return;
            }
            asked.pictureSha = picture.body().path("sha256").asText();
            body.putArray("images1").add(picture.body().path("id").asLong());
        }
        Api.Answer answer = api.post("/api/schedules", body, "faults-" + asked.number);
        if (!answer.isGood()) {
            asked.refused = answer.status() == 0 ? null : answer.status() + " " + answer.body();
            return;
        }
        asked.schedule = answer.body().path("id").asLong();
        asked.accepted = Instant.now();
        if (change) {
            change(asked, body, answer.body().path("version").asInt());
        }
        if (cancelAfter != Integer.MAX_VALUE) {
            long millis = Duration.between(Instant.now(), asked.dues.get(0)).toMillis() + cancelAfter;
            clock.schedule(() -> workers.execute(() -> cancel(asked)), Math.max(0, millis), TimeUnit.MILLISECONDS);
        }
    }

    private void change(Asked asked, ObjectNode body, int version) {
        asked.changeAsked = true;
        Api.Answer answer = api.put(
                "/api/schedules/" + asked.schedule, body.deepCopy().put("messageText", asked.changedText()), version);
        if (answer.isGood()) {
            asked.changed = Instant.now();
        }
    }

    private void cancel(Asked asked) {
        asked.cancelAsked = Instant.now();
        Api.Answer answer = api.post(
                "/api/schedules/" + asked.schedule + "/toggle",
                Http.JSON.createObjectNode().put("active", false),
                "");
        if (answer.isGood()) {
            asked.inFlight = !answer.body().path("inFlight").isEmpty();
            asked.cancelled = Instant.now();
        }
    }

    private void outsideMessage(long room) {
        Asked asked = ledger.add(Asked.By.MESSAGE, room, List.of(), false);
        ObjectNode body = Http.JSON
                .createObjectNode()
                .put("memberLogin", Services.BOOTSTRAP_LOGIN)
                .put("roomId", room)
                .put("text", asked.text());
        workers.execute(() -> outside.message(asked, body, () -> asked.accepted = Instant.now()));
    }

    private void outsideCommand(long room, Instant due) {
        Asked asked = ledger.add(Asked.By.COMMAND, room, List.of(due), false);
        ObjectNode body = Http.JSON
                .createObjectNode()
                .put("memberLogin", Services.BOOTSTRAP_LOGIN)
                .put("action", "CREATE");
        body.set("schedule", body(room, asked.text(), asked.dues));
        workers.execute(() -> outside.command(asked, body, () -> asked.accepted = Instant.now()));
    }

    /** Several times a day, each in its minute; they are far enough apart to be sent each in its own. */
    private Asked daily(long room) {
        Instant first = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(2, ChronoUnit.MINUTES);
        List<Instant> dues = IntStream.range(0, DAILY_TIMES)
                .mapToObj(it -> first.plus(it, ChronoUnit.MINUTES))
                .toList();
        Asked asked = ledger.add(Asked.By.API, room, dues, false);
        ObjectNode body = body(room, asked.text(), dues).put("scheduleType", "daily");
        body.remove("scheduleDate");
        Api.Answer answer = api.post("/api/schedules", body, "faults-" + asked.number);
        if (!answer.isGood()) {
            throw new IllegalStateException(answer.toString());
        }
        asked.schedule = answer.body().path("id").asLong();
        asked.accepted = Instant.now();
        return asked;
    }

    private static ObjectNode body(long room, String text, List<Instant> dues) {
        ObjectNode body = Http.JSON
                .createObjectNode()
                .put("title", text)
                .put("roomId", room)
                .put("messageText", text)
                .put("scheduleType", "once")
                .put("timeZone", "UTC")
                .put("sendIntervalSeconds", 0)
                .put("scheduleDate", utc(dues.get(0)).toLocalDate().toString())
                .put("validFrom", Instant.now().minus(Duration.ofHours(1)).toString())
                .put(
                        "validUntil",
                        dues.get(dues.size() - 1).plus(Duration.ofHours(1)).toString());
        dues.forEach(due -> body.withArray("scheduleTimes").add(utc(due).format(TIME)));
        return body;
    }

    private static LocalDateTime utc(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    }

    /** One of its own for each message, so that what a phone got tells which it was. */
    static byte[] picture(int number) {
        var image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int bit = 0; bit < 24; bit++) {
            image.setRGB(bit % 16, bit / 16, (number >> bit & 1) * 0xffffff);
        }
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
