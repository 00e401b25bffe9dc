package io.roomcast.dispatch.lane;

import io.roomcast.dispatch.Running;
import io.roomcast.model.content.Sha256;
import io.roomcast.simulator.Journal;
import io.roomcast.simulator.Phone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One dispatcher. Every test has a phone and a room of its own, so they run at once. */
@Execution(ExecutionMode.CONCURRENT)
abstract class LaneTest {
    static final Duration SOON = Duration.ofSeconds(60);

    static Running running;

    final Phone phone = running.phone();
    final long bot = running.bot(phone);
    final long room = running.world.room(running.world.branch, bot);

    @BeforeAll
    static void start() {
        running = Running.start(
                1,
                "--roomcast.quota.gap=0s",
                "--roomcast.quota.parts-per-minute=100",
                "--roomcast.dispatcher.confirm-within=2s",
                "--roomcast.dispatcher.hold-after-unknown=3s",
                "--roomcast.dispatcher.lease=5s",
                "--roomcast.gateway.iris.response-timeout=1500ms");
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    static void wake(long id) {
        running.database.execute("UPDATE kb_occurrence SET wake_at = UTC_TIMESTAMP(3) WHERE id = ?", id);
    }

    List<Journal.Entry> accepted() {
        return phone.journal().entries().stream()
                .filter(entry -> entry.event().equals("accepted"))
                .toList();
    }

    /** Puts a picture into the store; returns its reference as JSON. */
    static String image(String name) {
        Path file = imageFile(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "picture " + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "{\"id\":1,\"sha256\":\"" + file.getFileName() + "\",\"name\":\"" + name
                + "\",\"mediaType\":\"image/png\"}";
    }

    static Path imageFile(String name) {
        String sha256 = Sha256.hex(name);
        return running.images().resolve(sha256.substring(0, 2)).resolve(sha256);
    }
}
