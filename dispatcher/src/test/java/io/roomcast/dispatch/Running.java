package io.roomcast.dispatch;

import io.roomcast.simulator.Phone;
import io.roomcast.simulator.PhoneSettings;
import io.roomcast.testkit.TestBroker;
import io.roomcast.testkit.TestDatabase;
import io.roomcast.testkit.World;
import io.roomcast.trigger.TriggerService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Dispatchers and a trigger in this JVM over real servers, and phones. */
public final class Running implements AutoCloseable {
    public final TestDatabase database = TestDatabase.create();
    public final World world = new World(database);
    public final List<Phone> phones = new ArrayList<>();
    public final List<ConfigurableApplicationContext> dispatchers = new ArrayList<>();

    private final Path folder = folder();
    private final List<ConfigurableApplicationContext> all = new ArrayList<>();

    public static Running start(int dispatchers, String... settings) {
        var running = new Running();
        running.launch(TriggerService.class);
        for (int i = 0; i < dispatchers; i++) {
            running.startDispatcher(settings);
        }
        return running;
    }

    public ConfigurableApplicationContext startDispatcher(String... settings) {
        ConfigurableApplicationContext context = launch(Dispatcher.class, settings);
        dispatchers.add(context);
        return context;
    }

    public synchronized Phone phone() {
        Phone phone = Phone.start(
                PhoneSettings.of(folder.resolve("phone-" + phones.size()), 0).instant());
        phones.add(phone);
        return phone;
    }

    public long bot(Phone phone) {
        return world.bot("phone-" + UUID.randomUUID().toString().substring(0, 8), "iris", phone.endpoint());
    }

    public long room(Phone phone) {
        return world.room(world.branch, bot(phone));
    }

    /** Folder of the image store. */
    public Path images() {
        return folder.resolve("images");
    }

    /** A due occurrence with these texts' content; returns its id. */
    public long queue(long room, String text) {
        return queue(room, text, database.now());
    }

    public long queue(long room, String text, Instant scheduledAt) {
        return queueContent(
                room,
                "{\"text\":\"" + text + "\",\"images1\":[],\"images2\":[],\"order\":\"TEXT_FIRST\"}",
                scheduledAt);
    }

    public long queueContent(long room, String content, Instant scheduledAt) {
        return database.execute(
                """
                INSERT INTO kb_occurrence (organization_id, room_id, scheduled_at, expires_at, priority, state, wake_at,
                  content, content_hash) VALUES (?, ?, ?, ?, 5, 'QUEUED', ?, ?, REPEAT('0', 64))""", world.branch, room, scheduledAt, scheduledAt.plusSeconds(300), scheduledAt, content);
    }

    public Map<String, Object> occurrence(long id) {
        return database.query("SELECT * FROM kb_occurrence WHERE id = ?", id).get(0);
    }

    public String state(long id) {
        return (String) occurrence(id).get("state");
    }

    public List<Map<String, Object>> parts(long id) {
        return database.query("SELECT * FROM kb_part WHERE occurrence_id = ? ORDER BY position", id);
    }

    public void awaitState(long id, String state, Duration limit) {
        Awaitility.await("occurrence " + id + " is " + state)
                .atMost(limit)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> state(id).equals(state));
    }

    @Override
    public void close() {
        Collections.reverse(all);
        all.forEach(ConfigurableApplicationContext::close);
        phones.forEach(Phone::close);
        database.close();
    }

    private ConfigurableApplicationContext launch(Class<?> service, String... settings) {
        String[] arguments = Stream.of(
                        database.arguments(),
                        TestBroker.arguments(),
                        List.of(
                                "--server.port=0",
                                "--spring.jmx.enabled=false",
                                "--roomcast.images.folder=" + images(),
                                "--spring.application.name=" + service.getSimpleName()),
                        List.of(settings))
                .flatMap(List::stream)
                .toArray(String[]::new);
        ConfigurableApplicationContext context = new SpringApplicationBuilder(service).run(arguments);
        all.add(context);
        return context;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "running");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
