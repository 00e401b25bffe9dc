package io.roomcast.faults;

import io.roomcast.standalone.Services;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** Files that are not what they say, are larger than allowed, or never come to their end. */
final class HostileUploads {
    private static final int MOST_BYTES = 10 * 1024 * 1024;
    private static final int ABORTED = 200;
    private static final int FRAMES = 5_000;
    private static final int SIDE = 50_000;
    private static final int TRIES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private HostileUploads() {}

    static Strike strike(Scene scene) {
        int refused = 0;
        Map<String, byte[]> files = files();
        for (var file : files.entrySet()) {
            int status = status(scene.api(), file.getKey(), file.getValue());
            if (status / 100 == 4) {
                refused++;
            } else if (status == 500 || status / 100 == 2) {
                scene.complaints().add("upload of " + file.getKey() + " was answered with " + status);
            }
        }
        int aborted = abort(scene.site().home.apiPort(), scene.api().authorization());
        return Strike.done(files.size() + ABORTED, refused + aborted);
    }

    /** Asked a few times: another fault may keep the API from answering as long as this one waits. @return 0: no answer */
    private static int status(Api api, String name, byte[] bytes) {
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                int status = api.uploadOnce(name, bytes).status();
                if (status != 503) {
                    return status;
                }
            } catch (IOException notNow) {
                // Asked again below.
            }
            Rest.of(PAUSE);
        }
        return 0;
    }

    private static Map<String, byte[]> files() {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("one-byte-more.png", new byte[MOST_BYTES + 1]);
        files.put("huge-canvas.png", png());
        files.put("page.jpg", "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
        files.put("many-frames.gif", gif());
        files.put("../../../etc/passwd", "root:x:0:0".getBytes(StandardCharsets.UTF_8));
        files.put("empty.png", new byte[0]);
        return files;
    }

    /** A header alone: 50,000 × 50,000. */
    private static byte[] png() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
            var header = new ByteArrayOutputStream();
            try (var fields = new DataOutputStream(header)) {
                fields.writeBytes("IHDR");
                fields.writeInt(SIDE);
                fields.writeInt(SIDE);
                fields.write(new byte[] {8, 2, 0, 0, 0});
            }
            var crc = new CRC32();
            crc.update(header.toByteArray());
            out.writeInt(13);
            out.write(header.toByteArray());
            out.writeInt((int) crc.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** 5,000 frames of one pixel. */
    private static byte[] gif() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(new byte[] {1, 0, 1, 0, (byte) 0x80, 0, 0, 0, 0, 0, -1, -1, -1});
        for (int frame = 0; frame < FRAMES; frame++) {
            bytes.writeBytes(new byte[] {0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0});
        }
        bytes.write(0x3b);
        return bytes.toByteArray();
    }

    /** Connections that promise a file and hang up in its middle. */
    private static int abort(int port, String authorization) {
        int aborted = 0;
        for (int i = 0; i < ABORTED; i++) {
            try (var socket = new Socket(Services.local(port, "").getHost(), port)) {
                socket.getOutputStream()
                        .write(("POST /api/images HTTP/1.1\r\nHost: x\r\nAuthorization: " + authorization
                                        + "\r\nContent-Length: 5000000\r\n"
                                        + "Content-Type: multipart/form-data; boundary=form\r\n\r\n--form\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                aborted++;
            } catch (IOException e) {
                // Not taken: nothing to abort.
            }
        }
        return aborted;
    }
}
