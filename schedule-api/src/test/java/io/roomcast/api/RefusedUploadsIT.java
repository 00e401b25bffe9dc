package io.roomcast.api;

import static io.roomcast.api.Pictures.animation;
import static io.roomcast.api.Pictures.picture;
import static io.roomcast.api.Pictures.pngHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Uploads that come to nothing, and leave nothing. */
class RefusedUploadsIT extends UploadTest {
    @Test
    void whatIsNoPictureIsRefusedWhateverItsName() throws IOException {
        refused("page.jpg", "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8), "not_an_image");
        refused("empty.png", new byte[0], "required");
        refused("cut.png", Arrays.copyOf(picture("png", 300, 300), 200), "undecodable");
        refused("vector.bmp", picture("bmp", 10, 10), "not_an_image");
    }

    @Test
    void twoHundredUploadsThatBreakOffLeaveNothing() throws IOException {
        byte[] picture = picture("png", 400, 400);
        long before = DATABASE.count("SELECT COUNT(*) FROM kb_image");

        for (int i = 0; i < 200; i++) {
            breakOff(picture);
        }

        await("temporary folders")
                .atMost(Duration.ofSeconds(20))
                .until(() -> leftInTemporaryFolder().isEmpty());
        assertThat(DATABASE.count("SELECT COUNT(*) FROM kb_image")).isEqualTo(before);
        // The last of them may still be coming in.
        await("a place").atMost(Duration.ofSeconds(10)).untilAsserted(() -> upload("after.png", picture, 201));
        // Every place in line is free again: there are four.
        for (int i = 0; i < 5; i++) {
            upload("after.png", picture, 201);
        }
    }

    /** Announces five megabytes, sends the beginning of a picture, and hangs up. */
    private void breakOff(byte[] picture) throws IOException {
        try (var socket = new Socket("127.0.0.1", port);
                var out = socket.getOutputStream()) {
            out.write(("""
                    POST /api/images HTTP/1.1\r
                    Host: 127.0.0.1\r
                    Authorization: Bearer %s\r
                    Content-Type: multipart/form-data; boundary=x\r
                    Content-Length: 5000000\r
                    \r
                    --x\r
                    Content-Disposition: form-data; name="file"; filename="a.png"\r
                    Content-Type: image/png\r
                    \r
                    """.formatted(token("branch"))).getBytes(StandardCharsets.UTF_8));
            out.write(picture);
            out.flush();
        }
    }

    @Test
    void dimensionsAreRefusedBeforeAnythingIsDecoded() throws IOException {
        refused("bomb.png", pngHeader(50_000, 50_000), "too_many_pixels");
        refused("long.gif", animation(301), "too_many_frames");
    }

    @Test
    void aFileOfMoreThanTenMegabytesIsRefusedAndLeavesNothing() throws IOException {
        exchange("big.jpg", new byte[10 * 1024 * 1024 + 1])
                .expectStatus()
                .isEqualTo(413)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("too_large");

        assertThat(leftInTemporaryFolder()).isEmpty();
    }

    @Test
    void aNameThatHoldsAResidentNumberIsRefused() throws IOException {
        refused("홍길동 900101-1234567.png", picture("png", 8, 9), "resident_number");
    }

    private void refused(String name, byte[] bytes, String code) throws IOException {
        JsonNode problem = upload(name, bytes, 422);
        assertThat(problem.path("errors").path(0).path("code").asText()).isEqualTo(code);
        assertThat(leftInTemporaryFolder()).isEmpty();
    }

    /** In the folders of processes; not looked into further, for it goes while it is looked at. */
    private static List<Path> leftInTemporaryFolder() throws IOException {
        var left = new ArrayList<Path>();
        try (var folders = Files.newDirectoryStream(UPLOADS, Files::isDirectory)) {
            for (Path folder : folders) {
                try (var uploads = Files.newDirectoryStream(folder)) {
                    uploads.forEach(left::add);
                }
            }
        }
        return left;
    }
}
