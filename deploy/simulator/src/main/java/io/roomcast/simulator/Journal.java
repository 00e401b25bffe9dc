package io.roomcast.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Append-only file of what the phone accepted and of what its rooms got, one JSON object a line, synced at each line.
 */
public final class Journal implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final FileChannel channel;

    /** A line. @param event restarted = the phone, with nothing on its way; accepted = answered with success or about to be;
     *     delivered = shown in the room; failed = came too soon after an image */
    public record Entry(String event, long at, long room, String type, int items, String sha256, String text) {
        /** Epoch milliseconds as a moment. */
        @com.fasterxml.jackson.annotation.JsonIgnore
        public Instant moment() {
            return Instant.ofEpochMilli(at);
        }
    }

    Journal(Path file) {
        this.file = file;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            noteRestart();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing is written about a first start. */
    private void noteRestart() throws IOException {
        if (channel.size() > 0) {
            append(new Entry("restarted", System.currentTimeMillis(), 0, "", 0, "", ""));
        }
    }

    void append(String event, Reply reply) {
        String text = reply.isText() ? new String(reply.items().get(0), StandardCharsets.UTF_8) : "";
        var entry = new Entry(
                event,
                System.currentTimeMillis(),
                reply.room(),
                reply.type(),
                reply.items().size(),
                sha256(reply.items()),
                text);
        append(entry);
    }

    private synchronized void append(Entry entry) {
        try {
            channel.write(ByteBuffer.wrap((JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Entry> entries() {
        return read(file);
    }

    /** Reads a journal that another process may be writing. */
    public static List<Entry> read(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.endsWith("}"))
                    .map(Journal::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry parse(String line) {
        try {
            return JSON.readValue(line, Entry.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(List<byte[]> items) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            items.forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
