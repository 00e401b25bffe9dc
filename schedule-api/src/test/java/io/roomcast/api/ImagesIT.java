package io.roomcast.api;

import static io.roomcast.api.Pictures.animation;
import static io.roomcast.api.Pictures.picture;
import static io.roomcast.api.Pictures.pngHeader;
import static io.roomcast.api.Pictures.told;
import static io.roomcast.api.Pictures.withExif;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;

class ImagesIT extends ApiTest {
    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "gif"})
    void aPictureIsKeptByWhatItIsWithAThumbnail(String format) throws IOException {
        JsonNode image = upload("holiday.bin", picture(format, 640, 480), 201);

        long id = image.path("id").asLong();
        assertThat(image.path("mediaType").asText()).isEqualTo("image/" + format.replace("jpg", "jpeg"));
        assertThat(image.path("width").asInt()).isEqualTo(640);
        assertThat(read(id, "content").getWidth()).isEqualTo(640);
        assertThat(Math.max(
                        read(id, "thumbnail").getWidth(), read(id, "thumbnail").getHeight()))
                .isEqualTo(240);
    }

    @Test
    void theSamePictureAgainIsTheSameEntry() throws IOException {
        byte[] picture = picture("png", 33, 44);

        assertThat(upload("a.png", picture, 201).path("id"))
                .isEqualTo(upload("b.png", picture, 201).path("id"));
    }

    @Test
    void exifIsGoneAndItsOrientationApplied() throws IOException {
        JsonNode image = upload("phone.jpg", withExif(picture("jpg", 200, 100)), 201);

        byte[] kept = content(image.path("id").asLong());
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("Exif");
        assertThat(image.path("width").asInt()).isEqualTo(100);
        assertThat(image.path("height").asInt()).isEqualTo(200);
    }

    @Test
    void whatIsNoPictureIsRefusedWhateverItsName() throws IOException {
        refused("page.jpg", "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8), "not_an_image");
        refused("empty.png", new byte[0], "required");
        refused("cut.png", java.util.Arrays.copyOf(picture("png", 300, 300), 200), "undecodable");
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
    void anAnimationKeepsItsFrames() throws IOException {
        assertThat(upload("moving.gif", animation(5), 201).path("frames").asInt())
                .isEqualTo(5);
    }

    @Test
    void whatAnAnimationSaysBesideItsPicturesIsGone() throws IOException {
        long id = upload("told.gif", told(animation(3)), 201).path("id").asLong();

        byte[] kept = content(id);
        assertThat(new String(kept, StandardCharsets.ISO_8859_1))
                .contains("NETSCAPE2.0")
                .doesNotContain("a comment", "XMP Data", "GPSLatitude", "behind the end");
        assertThat(upload("again.gif", kept, 201).path("id").asLong())
                .as("nothing is left to take out")
                .isEqualTo(id);
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
    void aPathInAFileNameIsOnlyAName() throws IOException {
        assertThat(upload("../../etc/passwd", picture("png", 7, 9), 201)
                        .path("name")
                        .asText())
                .isEqualTo("passwd");
    }

    @Test
    void aNameThatHoldsAResidentNumberIsRefused() throws IOException {
        refused("홍길동 900101-1234567.png", picture("png", 8, 9), "resident_number");
    }

    @Test
    void aPictureInUseStaysAndAnotherGoes() throws IOException {
        long used = upload("used.png", picture("png", 21, 12), 201).path("id").asLong();
        long unused =
                upload("unused.png", picture("png", 22, 12), 201).path("id").asLong();
        var schedule = Bodies.schedule(ROOM);
        schedule.putArray("images1").add(used);
        as("branch")
                .post()
                .uri("/api/schedules")
                .header("Idempotency-Key", key())
                .bodyValue(schedule)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.images1[0].id")
                .isEqualTo(used);

        as("branch")
                .delete()
                .uri("/api/images/" + used)
                .exchange()
                .expectStatus()
                .isEqualTo(409);
        as("branch")
                .delete()
                .uri("/api/images/" + unused)
                .exchange()
                .expectStatus()
                .isNoContent();
        as("branch")
                .get()
                .uri("/api/images/" + unused + "/content")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    /** A schedule, one in the recycle bin, a single run that says something of its own, and a broadcast that waits for a word. */
    @Test
    void everythingThatShowsAPictureIsNamed() throws IOException {
        long picture =
                upload("shown.png", picture("png", 23, 12), 201).path("id").asLong();
        var withPicture = Bodies.schedule(ROOM).put("scheduleType", "daily").put("title", "shows it");
        withPicture.putArray("images1").add(picture);
        long schedule = create("branch", withPicture);
        long binned = create("branch", withPicture.put("title", "in the bin"));
        delete("branch", binned);
        long daily = daily();
        var change = Bodies.runChange();
        change.remove("moveTo");
        change.putArray("images1").add(picture);
        send(
                "branch",
                HttpMethod.PUT,
                "/api/schedules/" + daily + "/runs/" + dueAts(daily).get(0),
                change,
                200);
        var toMany = Bodies.broadcast(
                LongStream.range(0, 11).map(i -> WORLD.room(WORLD.branch, BOT)).toArray());
        toMany.putArray("images2").add(picture);
        long broadcast =
                post("branch", "/api/broadcasts", toMany, 201).path("id").asLong();

        JsonNode uses = get("branch", "/api/images/" + picture + "/uses");

        assertThat(uses.path("items"))
                .extracting(
                        use -> use.path("kind").asText() + " " + use.path("id").asLong())
                .containsExactlyInAnyOrder(
                        "schedule " + schedule, "deleted_schedule " + binned, "run " + daily, "broadcast " + broadcast);
        send("branch", HttpMethod.DELETE, "/api/images/" + picture, null, 409);
    }

    @Test
    void anotherBranchsPictureIsNotThere() throws IOException {
        long id = upload("mine.png", picture("png", 5, 6), 201).path("id").asLong();

        for (String path : new String[] {"", "/content", "/thumbnail"}) {
            as("other-branch")
                    .get()
                    .uri("/api/images/" + id + path)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    private JsonNode upload(String name, byte[] bytes, int status) {
        return exchange(name, bytes)
                .expectStatus()
                .isEqualTo(status)
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private void refused(String name, byte[] bytes, String code) throws IOException {
        JsonNode problem = upload(name, bytes, 422);
        assertThat(problem.path("errors").path(0).path("code").asText()).isEqualTo(code);
        assertThat(leftInTemporaryFolder()).isEmpty();
    }

    private WebTestClient.ResponseSpec exchange(String name, byte[] bytes) {
        var body = new MultipartBodyBuilder();
        body.part(
                "file",
                new ByteArrayResource(bytes) {
                    @Override
                    public String getFilename() {
                        return name;
                    }
                },
                MediaType.APPLICATION_OCTET_STREAM);
        return as("branch")
                .post()
                .uri("/api/images")
                .body(BodyInserters.fromMultipartData(body.build()))
                .exchange();
    }

    private BufferedImage read(long id, String what) throws IOException {
        byte[] bytes = as("branch")
                .get()
                .uri("/api/images/" + id + "/" + what)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectBody()
                .returnResult()
                .getResponseBody();
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }

    /** In the folders of processes; not looked into further, for it goes while it is looked at. */
    private static java.util.List<Path> leftInTemporaryFolder() throws IOException {
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

    private byte[] content(long id) {
        return as("branch")
                .get()
                .uri("/api/images/" + id + "/content")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
    }
}
