package io.roomcast.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.roomcast.standalone.Http;
import io.roomcast.standalone.Watched;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.Set;

/** No room where pictures come in, where the database keeps its tables, where the broker keeps its logs. */
final class FullDisks {
    private static final int MEGABYTES_OF_UPLOADS = 16;
    private static final int MEGABYTES_OF_DATABASE = 768;
    private static final int MEGABYTES_OF_BROKER = 384;
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int LONG_TEXT = 3_900;

    /** It is neither stored, nor is it the picture's fault, nor a failure that nobody expected. */
    private static final Set<Integer> WRONG = Set.of(200, 201, 400, 413, 422, 500);

    private FullDisks() {}

    static SmallDisk uploads(Site site) {
        return SmallDisk.at(site.uploads(), MEGABYTES_OF_UPLOADS);
    }

    static SmallDisk database(Site site) {
        return SmallDisk.at(site.home.database().folder(), MEGABYTES_OF_DATABASE);
    }

    static SmallDisk broker(Site site) {
        return SmallDisk.at(site.home.folder().resolve("broker"), MEGABYTES_OF_BROKER);
    }

    /** A good picture is refused for the moment, and nothing else is said of it. */
    static Strike ofUploads(Scene scene) {
        SmallDisk disk = scene.site().disk("uploads");
        disk.fill();
        byte[] picture = Load.picture(scene.random().nextInt());
        return Strike.every(
                PAUSE,
                () -> {
                    int status = upload(scene, picture);
                    if (WRONG.contains(status)) {
                        scene.complaints().add("a picture for which there is no room was answered with " + status);
                    }
                    return status == 503 ? 1 : 0;
                },
                disk::free);
    }

    private static int upload(Scene scene, byte[] picture) {
        try {
            return scene.api().uploadOnce("picture.png", picture).status();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Texts are written until there is no room for one. */
    static Strike ofDatabase(Scene scene) {
        SmallDisk disk = scene.site().disk("database");
        disk.fill();
        Random random = scene.random();
        return Strike.every(
                PAUSE,
                () -> {
                    ObjectNode template = Http.JSON
                            .createObjectNode()
                            .put("name", "full " + random.nextLong())
                            .put("body", "가".repeat(LONG_TEXT))
                            .put("sharing", "own");
                    return scene.api().isRefusedForNow("/api/templates", template) ? 1 : 0;
                },
                disk::free);
    }

    /** It ends itself, and cannot start, for as long as there is no room. */
    static Strike ofBroker(Scene scene) {
        SmallDisk disk = scene.site().disk("broker");
        disk.fill();
        Watched broker = scene.site().broker;
        return Strike.every(PAUSE, () -> broker.isAlive() && broker.isReady() ? 0 : 1, disk::free);
    }
}
