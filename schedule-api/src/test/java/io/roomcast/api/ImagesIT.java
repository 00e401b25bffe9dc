package io.roomcast.api;

import static io.roomcast.api.Pictures.animation;
import static io.roomcast.api.Pictures.picture;
import static io.roomcast.api.Pictures.told;
import static io.roomcast.api.Pictures.withExif;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

class ImagesIT extends UploadTest {
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
    void aPathInAFileNameIsOnlyAName() throws IOException {
        assertThat(upload("../../etc/passwd", picture("png", 7, 9), 201)
                        .path("name")
                        .asText())
                .isEqualTo("passwd");
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
