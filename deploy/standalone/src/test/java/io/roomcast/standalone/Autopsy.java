package io.roomcast.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** What a test that failed leaves behind: the logs of every process, their threads, and what is not at its end. */
final class Autopsy {
    private static final String OPEN = """
            SELECT o.room_id, o.state, o.wait_reason, o.not_before, o.wake_at, COUNT(*) AS n, MIN(o.id) AS first_id,
                   GROUP_CONCAT(DISTINCT p.state) AS parts, r.lease_owner, r.lease_epoch, r.lease_until, r.held_until,
                   b.busy_until, UTC_TIMESTAMP(3) AS now
            FROM kb_occurrence o JOIN kb_room r ON r.id = o.room_id JOIN kb_bot b ON b.id = r.bot_id
                 LEFT JOIN kb_part p ON p.occurrence_id = o.id
            WHERE o.wake_at IS NOT NULL
            GROUP BY o.room_id, o.state, o.wait_reason, o.not_before, o.wake_at""";

    private Autopsy() {}

    /** Returns what was left, in one line; writes the rest to {@code target/autopsy}. */
    static String of(Cluster cluster) {
        try {
            Path folder = Path.of("target", "autopsy");
            Files.createDirectories(folder);
            FileSystemUtils.copyRecursively(cluster.home.folder().resolve("logs"), folder.resolve("logs"));
            String open = cluster.database.query(OPEN).toString();
            Files.writeString(folder.resolve("open.txt"), open.replace("}, {", "},\n{"));
            for (Watched service : cluster.services()) {
                writeThreads(service, folder.resolve(service.name() + ".threads"));
            }
            return "see %s; not claimed: %d; open: %s"
                    .formatted(
                            folder.toAbsolutePath(),
                            cluster.database.count("SELECT COUNT(*) FROM kb_schedule WHERE next_send_at IS NOT NULL"),
                            open);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeThreads(Watched service, Path file) throws IOException {
        Path jstack = Path.of(System.getProperty("java.home"), "bin", "jstack");
        new ProcessBuilder(jstack.toString(), Long.toString(service.pid()))
                .redirectErrorStream(true)
                .redirectOutput(file.toFile())
                .start()
                .onExit()
                .join();
    }
}
